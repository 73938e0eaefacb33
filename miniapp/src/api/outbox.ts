/**
 * A question, a rating or a report that could not leave. It is kept on the phone, and sent once: the service
 * recognises its key for two days. An older one is not sent by itself; the citizen decides.
 */
import { observable } from '../observable';
import { read, write } from '../storage';
import { API_URL } from './address';
import { ApiError } from './problems';
import { asCitizen, hasAgreed, logIn, session } from './session';

export type ParcelKind = 'question' | 'rating' | 'report';
export interface Parcel {
  key: string;
  kind: ParcelKind;
  path: string;
  method: 'POST' | 'PUT';
  body: Record<string, unknown>;
  at: number;
  /** Whose it is: nobody else's session on this phone sends it. Empty until somebody logs in. */
  owner: string;
  /** Why the service refused it for good; the citizen then reads it and decides. */
  refused?: string;
}

/** A little less than the service remembers keys. */
const AUTOMATIC_MS = 47 * 60 * 60 * 1000;

export const outbox = observable<Parcel[]>(read<Parcel[]>('outbox') ?? []);
let flushing: Promise<void> | null = null;

function save(parcels: Parcel[]): void {
  outbox.set(parcels);
  write('outbox', parcels);
}

const me = () => session.get()?.citizen.created_at ?? '';

/** Send it now. If the service cannot be reached it is kept, and null is returned. */
export function post<T>(kind: ParcelKind, path: string, body: Record<string, unknown>, key: string): Promise<T | null> {
  return sendOrKeep<T>({ key, kind, path, method: 'POST', body, at: Date.now(), owner: me() });
}

/** The same for what replaces itself, such as a dossier's rating: of two that wait, the newer counts. */
export function put<T>(kind: ParcelKind, path: string, body: Record<string, unknown>): Promise<T | null> {
  return sendOrKeep<T>({ key: `put:${path}`, kind, path, method: 'PUT', body, at: Date.now(), owner: me() });
}

async function sendOrKeep<T>(parcel: Parcel): Promise<T | null> {
  try {
    return await send<T>(parcel);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isPassing) throw error;
    save([...outbox.get().filter((other) => other.key !== parcel.key), parcel]);
    return null;
  }
}

async function send<T>(parcel: Parcel): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const request = new Request(API_URL + parcel.path, {
    method: parcel.method,
    headers: parcel.method === 'POST' ? { ...headers, 'Idempotency-Key': parcel.key } : headers,
    body: JSON.stringify(parcel.body),
  });
  return (await (await asCitizen(request)).json()) as T;
}

/** Send what waits and may be sent by itself. Calls at the same time share one round. */
export function flush(): Promise<void> {
  flushing ??= round().finally(() => {
    flushing = null;
  });
  return flushing;
}

async function round(): Promise<void> {
  if (outbox.get().length === 0) return;
  if (!session.get() && hasAgreed()) await logIn().catch(() => null); // to know whose phone this is now
  for (const parcel of outbox.get()) {
    const isMine = !parcel.owner || parcel.owner === me();
    if (!isMine || parcel.refused || Date.now() - parcel.at > AUTOMATIC_MS) continue;
    try {
      await send(parcel);
      discard(parcel.key);
    } catch (error) {
      if (!(error instanceof ApiError) || error.isPassing || error.kind === 'login_needed' || error.status === 401) return;
      save(outbox.get().map((one) => (one.key === parcel.key ? { ...one, refused: error.detail || error.code } : one)));
    }
  }
}

export function discard(key: string): void {
  save(outbox.get().filter((parcel) => parcel.key !== key));
}

/** Forget everything that waits: the citizen erased their data. */
export function empty(): void {
  save([]);
}

/** Try at the start, when the network comes back, and when the app is opened again. */
export function watch(): void {
  void flush();
  addEventListener('online', () => void flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush();
  });
}
