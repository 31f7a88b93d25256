import { call, type TokenSource } from '@/api/http';
import { ApiError } from '@/api/problem';
import type { Tokens, User } from '@/api/types';
import { exclusively } from './exclusively';

export type SessionState =
  /** A stored session is being taken up again. */
  | { status: 'restoring' }
  /** There is a stored session, but the server does not answer. */
  | { status: 'unreachable'; message: string }
  | { status: 'signed-out'; expired: boolean }
  | { status: 'signed-in'; user: User };

/*
 * Where the tokens live. The access token stays in memory. The refresh token must survive a
 * reload, so it needs storage, and localStorage rather than sessionStorage: the server revokes the
 * whole family when a refresh token is used twice, and a browser *copies* sessionStorage into a
 * duplicated tab, so both copies would be used. One shared place, renewed under one lock, keeps a
 * single current token for all tabs. A script that runs in this page could read either storage;
 * against that stand the CSP, which allows no inline or foreign script, and the rotation itself.
 */
export const REFRESH_TOKEN_KEY = 'darkroom.refreshToken';

/**
 * An access token is renewed this long before it ends, so that a long upload is not refused at its
 * end; a short-lived one is used for most of its life all the same.
 */
const RENEW_BEFORE_MS = 30_000;
const RENEW_BEFORE_SHARE = 0.2;

/** The signed-in user and the tokens; a store for `useSyncExternalStore` and a `TokenSource`. */
export class Session implements TokenSource {
  private state: SessionState;
  private readonly listeners = new Set<() => void>();
  private access: { token: string; renewAt: number } | undefined;
  private renewal: Promise<string | undefined> | undefined;

  constructor(private readonly storage: Storage) {
    this.state =
      storage.getItem(REFRESH_TOKEN_KEY) === null
        ? { status: 'signed-out', expired: false }
        : { status: 'restoring' };
  }

  readonly snapshot = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes up a stored session, if there is one, and follows sign-outs of other tabs. */
  start(): () => void {
    const onStorage = (event: StorageEvent) => {
      if (event.key === REFRESH_TOKEN_KEY && event.newValue === null) this.end(false);
    };
    window.addEventListener('storage', onStorage);
    if (this.state.status === 'restoring') void this.restore();
    return () => window.removeEventListener('storage', onStorage);
  }

  /** Tries again after `unreachable`. */
  async restore(): Promise<void> {
    this.become({ status: 'restoring' });
    await this.renew().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'Darkroom cannot be reached.';
      this.become({ status: 'unreachable', message });
    });
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await call('/api/auth/login', { json: { email, password } });
    this.accept((await response.json()) as Tokens);
  }

  async register(account: { email: string; password: string; name: string }): Promise<void> {
    await call('/api/auth/register', { json: account });
    await this.signIn(account.email, account.password);
  }

  /** Ends the session here at once, and on the server as far as it can be reached. */
  async signOut(): Promise<void> {
    const refreshToken = this.storage.getItem(REFRESH_TOKEN_KEY);
    const token = this.access?.token;
    this.end(false);
    await call('/api/auth/logout', { json: { refreshToken } }, token).catch(() => undefined);
  }

  async fresh(): Promise<string | undefined> {
    if (this.access === undefined || Date.now() >= this.access.renewAt) return this.renew();
    return this.access.token;
  }

  async replace(refused: string): Promise<string | undefined> {
    // Another call may have renewed the token while this one was on its way.
    if (this.access !== undefined && this.access.token !== refused) return this.access.token;
    return this.renew();
  }

  /** Single flight: calls that need a new token at the same time share one renewal. */
  private renew(): Promise<string | undefined> {
    this.renewal ??= exclusively('darkroom.refresh', () => this.rotate()).finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async rotate(): Promise<string | undefined> {
    // Read under the lock: another tab may have rotated it a moment ago.
    const refreshToken = this.storage.getItem(REFRESH_TOKEN_KEY);
    if (refreshToken === null) return undefined;
    try {
      const response = await call('/api/auth/refresh', { json: { refreshToken } });
      const tokens = (await response.json()) as Tokens;
      if (this.storage.getItem(REFRESH_TOKEN_KEY) === null) return undefined; // signed out meanwhile
      this.accept(tokens);
      return tokens.accessToken;
    } catch (error) {
      if (!(error instanceof ApiError) || error.retryable) throw error;
      this.end(true);
      return undefined;
    }
  }

  private accept(tokens: Tokens): void {
    this.storage.setItem(REFRESH_TOKEN_KEY, tokens.refreshToken);
    const life = tokens.expiresIn * 1000;
    const margin = Math.min(RENEW_BEFORE_MS, life * RENEW_BEFORE_SHARE);
    this.access = { token: tokens.accessToken, renewAt: Date.now() + life - margin };
    this.become({ status: 'signed-in', user: tokens.user });
  }

  private end(expired: boolean): void {
    this.storage.removeItem(REFRESH_TOKEN_KEY);
    this.access = undefined;
    this.become({ status: 'signed-out', expired });
  }

  private become(state: SessionState): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}
