/**
 * Questions, ratings and reports that could not be sent. Each waits on the phone for its author and is sent once:
 * the service recognises its key, and keeps its files, for two days. If it cannot be sent automatically, the reason
 * is shown and the author decides.
 */
import { observable } from '../observable';
import { PREFIX, read, remove, write } from '../storage';
import { API_URL } from './address';
import { idempotencyKey } from './client';
import { ApiError } from './problems';
import { onReconnect } from './reconnecting';
import { asCitizen, hasAgreed, logIn, person, session } from './session';

export type ParcelKind = 'question' | 'rating' | 'report';
export interface Parcel {
  /** Of this version, in the order of writing: a later one with the same key replaces it. */
  id: string;
  key: string;
  kind: ParcelKind;
  path: string;
  method: 'POST' | 'PUT';
  body: Record<string, unknown>;
  /** When it was written or, where that is earlier, its first file was sent. */
  at: number;
  /** The author: no other session sends it. */
  owner: string;
  /** Why it is not sent: the service's reason, else its status; `old` or `unsure`. */
  refused?: string;
}

/** A little less than the service keeps keys and files. */
const AUTOMATIC_MS = 47 * 60 * 60 * 1000;

/** Entries of earlier versions have no `id`; those without an owner need a decision. */
const kept = () =>
  (read<Parcel[]>('outbox') ?? []).map((one) => (one.id ? one : { ...one, id: one.key, refused: one.owner ? one.refused : 'unsure' }));
export const outbox = observable(kept());
/** Counts what arrived: what is shown of the citizen is older. */
export const arrived = observable(0);

/** How many that waited were sent since somebody was told so. */
export const delivered = observable(0);

/** Other windows change it, too: the stored list counts. False if it cannot be stored. */
function change(changed: (parcels: Parcel[]) => Parcel[]): boolean {
  const parcels = changed(kept());
  outbox.set(parcels);
  if (parcels.length > 0) return write('outbox', parcels);
  remove('outbox');
  return true;
}

type Written = Omit<Parcel, 'id' | 'owner' | 'refused'>;

/** Send it now. If the service cannot be reached it is stored, and null is returned. */
export function post<T>(kind: ParcelKind, path: string, body: Record<string, unknown>, key: string, at = Date.now()): Promise<T | null> {
  return sendOrKeep<T>({ kind, path, body, key, method: 'POST', at });
}

/** The same for things that replace themselves, such as a dossier's rating: of two waiting ones the newer counts. */
export function put<T>(kind: ParcelKind, path: string, body: Record<string, unknown>): Promise<T | null> {
  return sendOrKeep<T>({ kind, path, body, key: '', method: 'PUT', at: Date.now() });
}

async function sendOrKeep<T>(written: Written): Promise<T | null> {
  const writer = person();
  const older = kept().map(({ id }) => id);
  let isKnown = session.get() !== null;
  const id = newId();
  const by = (owner: string, mark = '') => ({ ...written, id, owner, key: written.key || `${mark}${owner}:${written.path}` });
  try {
    const answer = await alone(written, async () => {
      if (!isKnown && hasAgreed()) await logIn();
      isKnown = true;
      if (writer && writer !== person()) throw new ApiError({ kind: 'login_needed' });
      return send<T>(by(person()), older);
    });
    void flush();
    return answer;
  } catch (error) {
    // The author is unknown: it does not replace one whose author is known.
    return keep(isKnown ? by(writer || person()) : { ...by(writer, '?'), refused: 'unsure' }, older, error);
  }
}

let last = 0;
const newId = () => `${(last = Math.max(Date.now(), last + 1))} ${idempotencyKey()}`;

function keep(parcel: Parcel, older: string[], error: unknown): null {
  if (!(error instanceof ApiError) || !error.isPassing) throw error;
  const before = kept();
  const isSame = ({ key }: Parcel) => key === parcel.key;
  if (before.some((one) => isSame(one) && !older.includes(one.id) && one.id > parcel.id)) return null; // a newer one waits
  if (change((parcels) => [...parcels.filter((one) => !isSame(one)), parcel])) return null;
  change(() => before); // it is kept where it was written
  throw error;
}

/** Once it arrived, older ones with its key are dropped; newer ones are kept. */
async function send<T>(parcel: Parcel, older: string[]): Promise<T> {
  if (parcel.owner !== session.get()?.citizen.created_at) throw new ApiError({ kind: 'login_needed' });
  const headers = { 'Content-Type': 'application/json', ...(parcel.method === 'POST' && { 'Idempotency-Key': parcel.key }) };
  const init = { method: parcel.method, headers, body: JSON.stringify(parcel.body) };
  const answer = (await (await asCitizen(new Request(API_URL + parcel.path, init))).json()) as T;
  change((parcels) => parcels.filter(({ key, id }) => key !== parcel.key || !older.includes(id)));
  arrived.set(arrived.get() + 1);
  return answer;
}

const underWay = new Set<string>();

/** One version of a thing at a time, in all windows: otherwise an older one might arrive last. A second one waits. */
async function alone<T>({ method, key, path }: Written, work: () => Promise<T>): Promise<T> {
  const name = PREFIX + (method === 'PUT' ? path : key);
  const late = () => Promise.reject(new ApiError({ kind: 'late' }));
  if (navigator.locks) return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : late()));
  if (underWay.has(name)) return late();
  underWay.add(name);
  return work().finally(() => underWay.delete(name));
}

let flushing: Promise<void> | null = null;

/** Send what may be sent automatically. Concurrent calls share one round. */
export function flush(): Promise<void> {
  flushing ??= round().finally(() => {
    flushing = null;
  });
  return flushing;
}

async function round(): Promise<void> {
  if (kept().length === 0) return;
  if (!session.get() && hasAgreed()) await logIn().catch(() => null); // to know whose phone this is now
  const tried: string[] = [];
  const next = () => kept().find(({ id, owner, refused }) => !refused && !tried.includes(id) && owner === session.get()?.citizen.created_at);
  for (let found = next(); found; found = next()) {
    const parcel = found;
    const { id, at } = parcel;
    tried.push(id);
    if (Date.now() - at > AUTOMATIC_MS) hold(id, 'old');
    else {
      // Another window may have sent it, or a newer one, by now.
      const work = async () => {
        if (!kept().some((one) => one.id === id)) return;
        await send(parcel, [id]);
        delivered.set(delivered.get() + 1);
      };
      await alone(parcel, work).catch((error) => judge(id, error));
    }
  }
}

/** Temporary failures wait: no network, an ailing service, an ended session. Permanent ones are shown. */
function judge(id: string, error: unknown): void {
  if (!(error instanceof ApiError) || error.isPassing || error.kind === 'login_needed' || error.status === 401) return;
  hold(id, error.detail || `HTTP ${error.status}`);
}

function hold(held: string, refused: string): void {
  change((parcels) => parcels.map((parcel) => (parcel.id === held ? { ...parcel, refused } : parcel)));
}

/** Written by this person, or possibly by them: the author is unknown. */
export const isMine = ({ owner }: Parcel) => !owner || owner === person();

/** Send it anyway, in the name of the person who decides so. */
export async function release(parcel: Parcel): Promise<void> {
  const { id, kind, path, method, body } = parcel;
  try {
    await sendOrKeep({ kind, path, method, body, key: method === 'PUT' ? '' : parcel.key, at: Date.now() });
    discard(id);
  } catch (error) {
    judge(id, error);
  }
}

export function discard(unwanted: string): void {
  change((parcels) => parcels.filter(({ id }) => id !== unwanted));
}

/** Delete what waits, except what `isKept` keeps. */
export function empty(isKept: (parcel: Parcel) => boolean = () => false): void {
  change((parcels) => parcels.filter(isKept));
}

/** Try at the start, when the network comes back, and when the app is opened again. */
export function watch(): void {
  void flush();
  onReconnect(flush);
  addEventListener('storage', ({ key }) => key === `${PREFIX}outbox` && outbox.set(kept()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush();
  });
}
