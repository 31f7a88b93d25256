import { vi } from 'vitest';

export interface Exchange {
  method: string;
  path: string;
  token: string | undefined;
  body: unknown;
}

type Handler = (exchange: Exchange) => Response | Promise<Response>;

/** Answers `fetch` from a table of `METHOD /path` and records what was asked. */
export function serve(routes: Record<string, Handler>): Exchange[] {
  const seen: Exchange[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const exchange: Exchange = {
      method: init.method ?? 'GET',
      path: input,
      token: new Headers(init.headers).get('Authorization')?.replace('Bearer ', ''),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    seen.push(exchange);
    const [path] = input.split('?');
    const handler = routes[`${exchange.method} ${path}`];
    if (handler === undefined) throw new Error(`nothing answers ${exchange.method} ${input}`);
    return handler(exchange);
  });
  return seen;
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

export function problem(status: number, code: string, detail: string, errors?: unknown): Response {
  return new Response(JSON.stringify({ status, code, detail, errors }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}
