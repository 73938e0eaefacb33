/** Everything that can go wrong between the phone and the service, as one kind of error. */
import type { components } from './schema.js';

type Problem = components['schemas']['Problem'];

/**
 * `problem`: the service gave the reason. `zalo`: Zalo did not answer. The others: the service did not answer, in
 * time, or in a known form.
 */
export type Kind = 'problem' | 'offline' | 'late' | 'unreadable' | 'login_needed' | 'zalo';

/** `code` may be one that a later version of the service knows. `value` is one that may be sent there. */
export interface WrongValue {
  pointer: string;
  code: string;
  detail: string;
  value?: string;
}

interface Details {
  kind: Kind;
  status?: number;
  code?: string;
  detail?: string;
  requestId?: string;
  /** Seconds to wait before retrying, set by the service. */
  retryAfter?: number | null;
  errors?: WrongValue[];
  successor?: { id: string; name: string } | null;
}

export class ApiError extends Error {
  readonly kind: Kind;
  readonly status: number;
  /** Stable code of docs/problems.md; empty if the service sent none. */
  readonly code: string;
  /** The service's text for the citizen; empty if it sent none. */
  readonly detail: string;
  readonly requestId: string;
  readonly retryAfter: number | null;
  readonly errors: WrongValue[];
  readonly successor: { id: string; name: string } | null;

  constructor(details: Details) {
    super(details.code || details.kind);
    this.name = 'ApiError';
    this.kind = details.kind;
    this.status = details.status ?? 0;
    this.code = details.code ?? '';
    this.detail = details.detail ?? '';
    this.requestId = details.requestId ?? '';
    this.retryAfter = details.retryAfter ?? null;
    this.errors = details.errors ?? [];
    this.successor = details.successor ?? null;
  }

  /** What went wrong, whatever was thrown. */
  static of(error: unknown): ApiError {
    return error instanceof ApiError ? error : new ApiError({ kind: 'unreadable' });
  }

  /** True if the same request may succeed later without a change: the service was not reached or is ailing. */
  get isPassing(): boolean {
    const { kind, status } = this;
    // A network with its own log-in answers 200 with its page.
    return ['offline', 'late', 'zalo'].includes(kind) || status >= 500 || status === 429 || (kind === 'unreadable' && status < 400);
  }
}

/** Return the error of a refused answer, whatever its body is. */
export function problemOf(response: Response, text: string): ApiError {
  const retryAfter = secondsOf(response.headers.get('Retry-After'));
  const requestId = response.headers.get('X-Request-ID') ?? '';
  const status = response.status;
  const body = parsed(text);
  if (typeof body?.code !== 'string') return new ApiError({ kind: 'unreadable', status, requestId, retryAfter });
  return new ApiError({
    kind: 'problem',
    status,
    code: body.code,
    detail: typeof body.detail === 'string' ? body.detail : '',
    requestId: typeof body.instance === 'string' ? body.instance : requestId,
    retryAfter,
    errors: Array.isArray(body.errors) ? body.errors : [],
    successor: body.successor ?? null,
  });
}

function parsed(text: string): (Partial<Problem> & { successor?: { id: string; name: string } | null }) | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' ? body : null;
  } catch {
    return null;
  }
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
