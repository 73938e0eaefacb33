/** The API, typed by its own document (schema.d.ts), for three kinds of callers. */
import createClient from 'openapi-fetch';

import { API_URL } from './address';
import { ApiError } from './problems';
import type { paths } from './schema';
import { asAnyone, asCitizen } from './session';
import { exchange } from './transport';

/** Calls for everybody. */
export const open = createClient<paths>({ baseUrl: API_URL, fetch: exchange });
/** Calls for the citizen; throws `login_needed` if nobody has agreed to log in. */
export const mine = createClient<paths>({ baseUrl: API_URL, fetch: asCitizen });
/** Calls for everybody that return more to a logged-in citizen. */
export const either = createClient<paths>({ baseUrl: API_URL, fetch: asAnyone });

/** Return the data of a call of one of these clients, or throw an ApiError. */
export async function answer<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (data === undefined && response.status !== 204) throw new ApiError({ kind: 'unreadable', status: response.status });
  return data as T;
}

/** A new key for one press of one button; see the API's guide. */
export function idempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
