/** Files for reports. In parts, so that a broken connection costs one part and not the whole file. */
import { API_URL } from '../address';
import { answer, mine, open } from '../client';
import { asCitizen } from '../session';
import { exchange } from '../transport';

export interface ReceivedFile {
  id: string;
  sha256: string;
  size: number;
  type: string;
}

export interface PartialUpload {
  id: string;
  /** Bytes at the service: the next part begins there. */
  offset: number;
  part_bytes: number;
  /** Set once it is complete. */
  file: ReceivedFile | null;
}

/** The sender's statements about a file, made before it is sent. */
export interface Said {
  picker: string;
  own_recording: boolean;
  keeps_original: boolean;
}

const AT = `${API_URL}/api/v1/evidence/`;

/** A ticket for somebody without a session; the files belong to it. */
export async function newTicket(): Promise<string> {
  return (await answer(open.POST('/api/v1/evidence/ticket/'))).ticket;
}

/** The address for a picker that sends files itself; the citizen's if `ticket` is empty. */
export async function pickerAddress(ticket: string, said: Said): Promise<string> {
  const used = ticket || (await answer(mine.POST('/api/v1/evidence/ticket/'))).ticket;
  const query = new URLSearchParams({ ...said, ticket: used, own_recording: `${said.own_recording}`, keeps_original: `${said.keeps_original}` });
  return `${AT}?${query}`;
}

/** Read a picker's answer, which may be anything. */
export function readPicked(answered: unknown): ReceivedFile[] | { refused: string; code: unknown } {
  const said = (typeof answered === 'object' && answered !== null ? answered : {}) as { files?: unknown; detail?: unknown; code?: unknown };
  const files = (Array.isArray(said.files) ? said.files : []).filter((file): file is ReceivedFile => typeof file?.id === 'string');
  return files.length > 0 ? files : { refused: typeof said.detail === 'string' ? said.detail : '', code: said.code };
}

async function upload(path: string, ticket: string, init: RequestInit): Promise<PartialUpload> {
  const query = ticket && `?ticket=${encodeURIComponent(ticket)}`;
  const request = new Request(`${AT}uploads/${path}${query}`, init);
  const response = await (ticket ? exchange(request) : asCitizen(request));
  return (await response.json()) as PartialUpload;
}

export function beginUpload(ticket: string, size: number, said: Said) {
  const headers = { 'Content-Type': 'application/json' };
  return upload('', ticket, { method: 'POST', headers, body: JSON.stringify({ ...said, size }) });
}

/** How much of an upload the service has. */
export const keptOf = (ticket: string, id: string) => upload(`${id}/`, ticket, {});

export function sendPart(ticket: string, id: string, offset: number, part: Blob, signal: AbortSignal) {
  const headers = { 'Content-Type': 'application/octet-stream', 'Upload-Offset': `${offset}` };
  return upload(`${id}/`, ticket, { method: 'PATCH', headers, body: part, signal });
}
