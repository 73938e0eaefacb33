/**
 * Files on their way to the service. They live as long as the app is open, on any screen: the network may break,
 * and what has arrived is not sent again.
 */
import { observable } from '../observable';
import { ApiError } from './problems';
import type { PartialUpload, ReceivedFile, Said } from './queries/evidence';
import { beginUpload, keptOf, sendPart } from './queries/evidence';

export interface Upload {
  file: File;
  ticket: string;
  said: Said;
  /** Bytes at the service. */
  sent: number;
  /** `waiting`: no network; it continues by itself. `refused`: for good, with the service's reason in `why`. */
  state: 'sending' | 'waiting' | 'done' | 'refused';
  why?: string;
  code?: string;
  received?: ReceivedFile;
}

/** Tests shorten the waits. */
export const pace = { firstWaitMs: 2000, longestWaitMs: 30_000, quickMs: 8000 };
const MEGABYTE = 1024 * 1024; // the service stores whole megabytes of a file

export const uploads = observable<Readonly<Record<string, Upload>>>({});

function set(key: string, values: Partial<Upload>): void {
  const all = uploads.get();
  const one = all[key];
  if (one) uploads.set({ ...all, [key]: { ...one, ...values } });
}

/** What stops the part under way: at 400 kbit/s one takes a minute. */
const underWay = new Map<string, AbortController>();

/** Drop a file; its upload stops at once. */
export function drop(key: string): void {
  underWay.get(key)?.abort();
  uploads.set(Object.fromEntries(Object.entries(uploads.get()).filter(([other]) => other !== key)));
}

/** Send a file, or restart it. */
export async function send(key: string, file: File, ticket: string, said: Said): Promise<void> {
  underWay.get(key)?.abort();
  const controller = new AbortController();
  underWay.set(key, controller);
  const started: Upload = { file, ticket, said: { ...said }, sent: 0, state: 'sending' };
  uploads.set({ ...uploads.get(), [key]: started });
  // Not if it was dropped, or restarted.
  const isWanted = () => uploads.get()[key]?.said === started.said;
  try {
    const received = await transfer(started, isWanted, controller.signal, (values) => isWanted() && set(key, values));
    if (received && isWanted()) set(key, { state: 'done', sent: file.size, received });
  } catch (error) {
    if (isWanted()) set(key, { state: 'refused', ...(error instanceof ApiError ? { why: error.detail, code: error.code } : { why: '' }) });
  } finally {
    if (underWay.get(key) === controller) underWay.delete(key);
  }
}

/** Null if it is no longer wanted. Throws permanent errors. */
async function transfer(
  { file, ticket, said }: Upload,
  isWanted: () => boolean,
  signal: AbortSignal,
  tell: (values: Partial<Upload>) => void,
): Promise<ReceivedFile | null> {
  let upload: PartialUpload | null = null;
  let part = MEGABYTE;
  let failures = 0;
  while (isWanted()) {
    const began = Date.now();
    try {
      if (!upload) upload = await beginUpload(ticket, file.size, said);
      else if (failures > 0) upload = await keptOf(ticket, upload.id);
      if (upload.file) return upload.file;
      if (!isWanted()) break;
      tell({ state: 'sending', sent: upload.offset });
      const before: number = upload.offset;
      upload = await sendPart(ticket, upload.id, before, file.slice(before, before + part), signal);
      failures = 0;
      if (Date.now() - began < pace.quickMs) part = Math.min(part * 2, upload.part_bytes);
    } catch (error) {
      if (!isPassing(error, failures)) throw error;
      if (!isWanted()) break;
      failures += 1;
      part = MEGABYTE;
      tell({ state: 'waiting' });
      await pause(Math.min(pace.firstWaitMs * 2 ** (failures - 1), pace.longestWaitMs));
    }
  }
  return null;
}

/** If a part had the wrong offset, the offset is fetched once, then the upload continues from there. */
function isPassing(error: unknown, failures: number): boolean {
  return error instanceof ApiError && (error.isPassing || (error.code === 'evidence_offset' && failures === 0));
}

/** Wait, at most until the network is back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    }
    addEventListener('online', done);
  });
}
