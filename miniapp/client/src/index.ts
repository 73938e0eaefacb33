/** The portal's API, typed by its own document (schema.ts). The Mini App uses it, and so may anybody. */
import createClient, { type Client } from 'openapi-fetch';

import { ApiError, problemOf } from './problems.js';
import type { components, operations, paths } from './schema.js';

export { ApiError, problemOf, type Kind } from './problems.js';
export type { components, operations, paths } from './schema.js';

/** The components of the document by their names: `Schemas['ProcedureCard']`. */
export type Schemas = components['schemas'];
export type Portal = Client<paths>;

type ProblemOf<Answer> = Answer extends { content: { 'application/problem+json': { code: infer Code } } } ? Code : never;
type AnswersOf<Name extends keyof operations> = operations[Name]['responses'];
/** The codes of an operation's problems: `CodeOf<'reception_numbers_create'>`. A newer service may have more of them. */
export type CodeOf<Name extends keyof operations> = { [S in keyof AnswersOf<Name>]: ProblemOf<AnswersOf<Name>[S]> }[keyof AnswersOf<Name>];

export interface Options {
  /** Where the province's service is: `https://…`. */
  baseUrl: string;
  /** Return the token of `POST /api/v1/session/`, or nothing for a call without a session. */
  token?: () => string | undefined;
  /** Sends a request in place of `fetch`, refusing as `refusing` does. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Return a client whose calls give `data`, or throw an ApiError. */
export function createPortal({ baseUrl, token, fetch = refusing }: Options): Portal {
  const signed = (request: Request) => {
    const known = token?.();
    if (known) request.headers.set('Authorization', `Bearer ${known}`);
    return fetch(request);
  };
  return createClient<paths>({ baseUrl, fetch: token ? signed : fetch, bodySerializer: serialized });
}

/** Send a request; throw an ApiError for what the service refuses, and where it cannot be reached. */
export async function refusing(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch {
    throw new ApiError({ kind: 'offline' });
  }
  if (!response.ok) throw problemOf(response, await response.text().catch(() => ''));
  return response;
}

/** Return the data of a call, or throw an ApiError. */
export async function answer<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call.catch((error: unknown) => {
    throw ApiError.of(error); // a network with its own log-in answers 200 with its page
  });
  if (data === undefined && response.status !== 204) throw new ApiError({ kind: 'unreadable', status: response.status });
  return data as T;
}

/** A new key for one press of one button; see the API's guide. */
export function idempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Files become a form, and one file alone a body as it is, for which the caller names the `Content-Type`. */
function serialized(body: unknown): BodyInit {
  if (body instanceof Blob || body instanceof FormData) return body;
  const files = (body as { files?: unknown } | null)?.files;
  if (!Array.isArray(files) || !files.every((file) => file instanceof Blob)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(body as Record<string, string>)) {
    if (name !== 'files') form.append(name, value);
  }
  for (const file of files) form.append('files', file);
  return form;
}
