/**
 * The session of our own. It is asked for only after the citizen has read why; afterwards it is
 * renewed unseen. The phone's clock may be wrong, so only the service says when a session ended.
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
let pending: Promise<Session> | null = null;

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

/** True if this citizen has logged in on this phone before, so that it may happen unseen. */
export function hasAgreed(): boolean {
  return session.get() !== null || read('agreed') === true;
}

/** Log in, once for all who wait for it. */
export function logIn(): Promise<Session> {
  pending ??= request().finally(() => {
    pending = null;
  });
  return pending;
}

async function request(): Promise<Session> {
  const access_token = await zalo.accessToken();
  const response = await exchange(
    new Request(`${API_URL}/api/v1/session/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ access_token }),
    }),
  );
  const login = (await response.json()) as Login;
  const value = { token: login.token, citizen: login.citizen };
  keep(value);
  write('agreed', true);
  return value;
}

/** Forget the session on this phone; the caller ends it at the service. */
export function forget(): void {
  keep(null);
  remove('agreed');
}

/** Show a changed name or phone without a new log-in. */
export function update(citizen: Citizen): void {
  const now = session.get();
  if (now) keep({ ...now, citizen });
}

/** Send `request` as the citizen. A session that ended is renewed once, unseen. */
export async function asCitizen(request: Request): Promise<Response> {
  const used = session.get() ?? (await first());
  try {
    return await exchange(signed(request, used.token));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  // Another request may have renewed it meanwhile.
  const now = session.get();
  const fresh = now && now.token !== used.token ? now : await logIn();
  return exchange(signed(request, fresh.token));
}

/** Send `request` as the citizen if one is logged in, else as nobody. */
export function asAnyone(request: Request): Promise<Response> {
  return session.get() ? asCitizen(request) : exchange(request);
}

function first(): Promise<Session> {
  if (!hasAgreed()) throw new ApiError({ kind: 'login_needed' });
  return logIn();
}

function signed(request: Request, token: string): Request {
  const copy = new Request(request.clone());
  copy.headers.set('Authorization', `Bearer ${token}`);
  return copy;
}
