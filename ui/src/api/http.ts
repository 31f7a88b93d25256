import { ApiError, networkError, problemFrom } from './problem';

/** Where the client gets its bearer token from; implemented by the session. */
export interface TokenSource {
  /** A token that is valid now, renewed first when it is about to end; undefined when signed out. */
  fresh(): Promise<string | undefined>;
  /** Called after a 401 with the refused token; gives another one, or undefined to give up. */
  replace(refused: string): Promise<string | undefined>;
}

export interface CallOptions {
  method?: string;
  /** Sent as JSON. */
  json?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** The one way to the API: adds the token and replaces it once when it is refused. */
export class HttpClient {
  constructor(private readonly tokens: TokenSource) {}

  async json<T>(path: string, options?: CallOptions): Promise<T> {
    return (await (await this.send(path, options)).json()) as T;
  }

  async blob(path: string, options?: CallOptions): Promise<Blob> {
    return (await this.send(path, options)).blob();
  }

  send(path: string, options?: CallOptions): Promise<Response> {
    return this.withToken((token) => call(path, options, token));
  }

  /** Runs a call with the token, and once more with another one when the first gets a 401. */
  async withToken<T>(attempt: (token: string | undefined) => Promise<T>): Promise<T> {
    const token = await this.tokens.fresh();
    try {
      return await attempt(token);
    } catch (error) {
      if (token === undefined || !(error instanceof ApiError) || error.status !== 401) throw error;
      const other = await this.tokens.replace(token);
      if (other === undefined) throw error;
      return attempt(other);
    }
  }
}

/** One HTTP exchange. Anything but a 2xx answer is thrown as `ApiError`; an abort stays an abort. */
export async function call(
  path: string,
  { method, json, headers, signal }: CallOptions = {},
  token?: string,
): Promise<Response> {
  const response = await fetch(path, {
    method: method ?? (json === undefined ? 'GET' : 'POST'),
    headers: {
      Accept: 'application/json, application/problem+json, */*',
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    throw cause instanceof DOMException && cause.name === 'AbortError' ? cause : networkError();
  });
  if (response.ok) return response;
  throw problemFrom(
    response.status,
    await response.text().catch(() => ''),
    response.headers.get('Retry-After'),
  );
}
