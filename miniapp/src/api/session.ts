/**
 * Our own session. It is requested only after the citizen has read why; afterwards it is renewed silently. The
 * phone's clock may be wrong, so only the service decides when a session has ended.
 */
import { observable } from '../observable';
import { read, remove, write } from '../storage';
import { zalo } from '../zalo';
import { API_URL } from './address';
import { ApiError } from './problems';
import { exchange } from './transport';
import type { Citizen, Login } from './types';

const TOKEN = 'portal:session';

interface Session {
  token: string;
  citizen: Citizen;
}

export const session = observable<Session | null>(kept());
let pending: Promise<unknown> | null = null;
/** Counts log-outs: a log-in in progress is void after one. */
let turns = 0;

function kept(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(TOKEN) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

function keep(value: Session | null): void {
  session.set(value);
  try {
    if (value) sessionStorage.setItem(TOKEN, JSON.stringify(value));
    else sessionStorage.removeItem(TOKEN);
  } catch {
    // Without storage the session lives as long as the page.
  }
}

/** True if a citizen has logged in on this phone and not out again, in any window: then log-ins may be silent. */
export const hasAgreed = () => Boolean(read('agreed'));

/**
 * Whose phone this is: the logged-in person, else the last one; empty if nobody. It is the creation time of their
 * account, which nobody else shares.
 */
export function person(): string {
  const last = read('agreed');
  return session.get()?.citizen.created_at ?? (typeof last === 'string' ? last : '');
}

/** Log in, once for all callers that wait for it. */
export function logIn(): Promise<unknown> {
  pending ??= request(turns);
  return pending;
}

async function request(turn: number): Promise<void> {
  try {
    const login = await requested();
    if (turn !== turns) return;
    write('agreed', login.citizen.created_at);
    keep({ token: login.token, citizen: login.citizen });
  } finally {
    if (turn === turns) pending = null;
  }
}

async function requested(): Promise<Login> {
  const access_token = await zalo.accessToken();
  const response = await exchange(
    new Request(`${API_URL}/api/v1/session/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ access_token }),
    }),
  );
  return (await response.json()) as Login;
}

/** End the session of this window, and its renewal. */
export function end(): void {
  turns += 1;
  pending = null;
  keep(null);
}

/** Delete the session on this phone; the caller ends it at the service. */
export function forget(): void {
  remove('agreed');
  end();
}

/** Show a changed name or phone without a new log-in. */
export function update(citizen: Citizen): void {
  const now = session.get();
  if (now) keep({ ...now, citizen });
}

/** Send `request` as the citizen. An ended session is renewed once, silently. */
export async function asCitizen(request: Request): Promise<Response> {
  const asker = person();
  const used = session.get() ?? (await renewed(asker));
  try {
    return await exchange(signed(request, used.token));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  return exchange(signed(request, (await renewed(asker, used)).token));
}

/** Send `request` as the citizen if logged in, else without a session. */
export function asAnyone(request: Request): Promise<Response> {
  return session.get() ? asCitizen(request) : exchange(request);
}

/** A session other than `used`, of the same person: a request of one person is never sent in another's name. */
async function renewed(asker: string, used: Session | null = null): Promise<Session> {
  // Another request may have renewed it meanwhile.
  if (session.get()?.token === used?.token && hasAgreed()) await logIn();
  const now = session.get();
  if (!now || !hasAgreed() || (asker && now.citizen.created_at !== asker)) throw new ApiError({ kind: 'login_needed' });
  return now;
}

function signed(request: Request, token: string): Request {
  const copy = new Request(request.clone());
  copy.headers.set('Authorization', `Bearer ${token}`);
  return copy;
}
