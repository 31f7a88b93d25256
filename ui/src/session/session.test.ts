import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpClient } from '@/api/http';
import { ADA, tokens } from '@/test/fixtures';
import { json, problem, serve } from '@/test/server';
import { REFRESH_TOKEN_KEY, Session } from './session';

async function signedIn(): Promise<Session> {
  const session = new Session(localStorage);
  await session.signIn('ada@example.org', 'correct horse battery');
  expect(session.snapshot()).toEqual({ status: 'signed-in', user: ADA });
  return session;
}

afterEach(() => void vi.useRealTimers());

describe('Session', () => {
  it('keeps the access token out of storage', async () => {
    serve({ 'POST /api/auth/login': () => json(tokens(1)) });
    await signedIn();
    expect(Object.values(localStorage)).toEqual(['refresh-1']);
  });

  it('takes up a stored session', async () => {
    localStorage.setItem(REFRESH_TOKEN_KEY, 'refresh-0');
    const seen = serve({ 'POST /api/auth/refresh': () => json(tokens(1)) });
    const session = new Session(localStorage);
    expect(session.snapshot().status).toBe('restoring');
    await session.restore();
    expect(session.snapshot()).toEqual({ status: 'signed-in', user: ADA });
    expect(seen[0]?.body).toEqual({ refreshToken: 'refresh-0' });
    expect(localStorage.getItem(REFRESH_TOKEN_KEY)).toBe('refresh-1');
  });

  it('renews once for many calls that get a 401 together', async () => {
    const seen = serve({
      'POST /api/auth/login': () => json(tokens(1)),
      'POST /api/auth/refresh': () => json(tokens(2)),
      'GET /api/jobs': ({ token }) =>
        token === 'access-2' ? json({ items: [] }) : problem(401, 'token-expired', 'expired'),
    });
    const http = new HttpClient(await signedIn());
    await Promise.all([http.json('/api/jobs'), http.json('/api/jobs'), http.json('/api/jobs')]);
    expect(seen.filter(({ path }) => path === '/api/auth/refresh')).toHaveLength(1);
    expect(seen.filter(({ token }) => token === 'access-2')).toHaveLength(3);
  });

  it('renews before the access token ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const seen = serve({
      'POST /api/auth/login': () => json(tokens(1, 900)),
      'POST /api/auth/refresh': () => json(tokens(2)),
      'GET /api/jobs': () => json({ items: [] }),
    });
    const http = new HttpClient(await signedIn());
    vi.setSystemTime(Date.now() + 860_000);
    await http.json('/api/jobs');
    expect(seen.at(-1)?.token).toBe('access-1');
    vi.setSystemTime(Date.now() + 15_000);
    await http.json('/api/jobs');
    expect(seen.at(-1)?.token).toBe('access-2');
  });

  it('ends when the refresh token is refused', async () => {
    serve({
      'POST /api/auth/login': () => json(tokens(1)),
      'POST /api/auth/refresh': () => problem(401, 'unauthenticated', 'revoked'),
      'GET /api/jobs': () => problem(401, 'token-expired', 'The token has expired'),
    });
    const session = await signedIn();
    await expect(new HttpClient(session).json('/api/jobs')).rejects.toThrow('has expired');
    expect(session.snapshot()).toEqual({ status: 'signed-out', expired: true });
    expect(localStorage.getItem(REFRESH_TOKEN_KEY)).toBeNull();
  });

  it('survives a server that is away', async () => {
    localStorage.setItem(REFRESH_TOKEN_KEY, 'refresh-0');
    serve({ 'POST /api/auth/refresh': () => problem(503, 'unavailable', 'Not available') });
    const session = new Session(localStorage);
    await session.restore();
    expect(session.snapshot()).toEqual({ status: 'unreachable', message: 'Not available.' });
    expect(localStorage.getItem(REFRESH_TOKEN_KEY)).toBe('refresh-0');
  });

  it('does not come back when it was signed out during a renewal', async () => {
    localStorage.setItem(REFRESH_TOKEN_KEY, 'refresh-0');
    let answer: (response: Response) => void = () => undefined;
    serve({
      'POST /api/auth/refresh': () => new Promise((resolve) => (answer = resolve)),
      'POST /api/auth/logout': () => new Response(null, { status: 204 }),
    });
    const session = new Session(localStorage);
    const restored = session.restore();
    await session.signOut();
    answer(json(tokens(1)));
    await restored;
    expect(session.snapshot()).toEqual({ status: 'signed-out', expired: false });
    expect(localStorage.getItem(REFRESH_TOKEN_KEY)).toBeNull();
  });

  it('uses the token another tab has rotated', async () => {
    const seen = serve({
      'POST /api/auth/login': () => json(tokens(1, 0)),
      'POST /api/auth/refresh': () => json(tokens(3)),
    });
    const session = await signedIn();
    localStorage.setItem(REFRESH_TOKEN_KEY, 'refresh-2');
    await session.fresh();
    expect(seen.at(-1)?.body).toEqual({ refreshToken: 'refresh-2' });
  });

  it('follows a sign-out in another tab', async () => {
    serve({ 'POST /api/auth/login': () => json(tokens(1)) });
    const session = await signedIn();
    const stop = session.start();
    const listener = vi.fn();
    session.subscribe(listener);
    window.dispatchEvent(new StorageEvent('storage', { key: REFRESH_TOKEN_KEY, newValue: null }));
    expect(session.snapshot().status).toBe('signed-out');
    expect(listener).toHaveBeenCalled();
    stop();
  });
});
