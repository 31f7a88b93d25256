/** One violation of a request, as the server reports it (RFC 9457 extension `errors`). */
export interface Violation {
  /** JSON pointer into the request body, such as `/outputs/0/recipe`. */
  pointer: string;
  detail: string;
}

/** Code of a failure that never reached the server. */
export const NETWORK = 'network';

/** A failed call. `message` is a sentence for people; `code` is what to branch on. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly violations: readonly Violation[] = [],
    readonly traceId?: string,
    /** Seconds the server asks to wait, from `Retry-After`. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** Whether the same call may succeed when tried again. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What the server says about the field at this pointer, or below it. */
  violationAt(pointer: string): string | undefined {
    return this.violations.find((v) => v.pointer === pointer || v.pointer.startsWith(`${pointer}/`))
      ?.detail;
  }
}

/** The error for a call that got no answer. */
export function networkError(): ApiError {
  return new ApiError(
    0,
    NETWORK,
    'Darkroom cannot be reached. Check the connection and try again.',
  );
}

/** Reads a failed answer; a body that is not problem+json still gives a readable error. */
export function problemFrom(
  status: number,
  body: string,
  retryAfterHeader?: string | null,
): ApiError {
  const problem = parseObject(body);
  const text = (key: string) => {
    const value = problem[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const seconds = Number(retryAfterHeader ?? Number.NaN);
  return new ApiError(
    status,
    text('code') ?? `http-${status}`,
    sentence(text('detail') ?? text('title') ?? `The server answered with status ${status}`),
    violationsFrom(problem.errors),
    text('traceId'),
    Number.isFinite(seconds) ? seconds : undefined,
  );
}

/** A remark of the server as a sentence: some come as fragments, to be put behind a field's name. */
export function sentence(text: string): string {
  const capitalised = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(capitalised) ? capitalised : `${capitalised}.`;
}

/** Any thrown value as a sentence for people. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError && error.code === 'rate-limited' && error.retryAfter) {
    return `${error.message} Try again in ${error.retryAfter} s.`;
  }
  return error instanceof Error ? error.message : 'Something went wrong.';
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function violationsFrom(value: unknown): Violation[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (v: unknown): v is Violation =>
      typeof v === 'object' &&
      v !== null &&
      typeof (v as Violation).pointer === 'string' &&
      typeof (v as Violation).detail === 'string',
  );
}
