import { File as NodeFile } from 'node:buffer';

import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { drop, pace, send, uploads } from '../src/api/uploads';
import { at, problem, service } from './service';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: {} }));

const server = service();
const MEGABYTE = 1024 * 1024;
const SAID = { picker: 'web', own_recording: true, keeps_original: false };
const FILE = { id: 'f1', sha256: 'ab', size: 3 * MEGABYTE, type: 'video/mp4' };
/** Node's own: its `fetch` does not know the files of jsdom. */
const video = () => new NodeFile([new Uint8Array(3 * MEGABYTE)], 'den-do.mp4', { type: 'video/mp4' }) as unknown as File;
const answer = (offset: number) => ({ id: 'u1', offset, size: FILE.size, part_bytes: 4 * MEGABYTE, file: offset === FILE.size ? FILE : null });

/** A service that keeps what it gets; `fails` says how often it is not reached. */
function keeping(fails: number) {
  const seen = { kept: 0, parts: [] as [offset: number, bytes: number][], begun: 0, failed: 0 };
  server.use(
    http.post(at('evidence/uploads/'), () => {
      seen.begun += 1;
      return HttpResponse.json(answer(0), { status: 201 });
    }),
    http.get(at('evidence/uploads/u1/'), () => HttpResponse.json(answer(seen.kept))),
    http.patch(at('evidence/uploads/u1/'), async ({ request }) => {
      const bytes = (await request.arrayBuffer()).byteLength;
      const offset = Number(request.headers.get('Upload-Offset'));
      if (offset !== seen.kept) return problem(422, 'evidence_offset');
      seen.kept += bytes;
      seen.parts.push([offset, bytes]);
      if (seen.parts.length > 1 && seen.failed < fails) {
        seen.failed += 1;
        return HttpResponse.error(); // it was kept, but its answer got lost
      }
      return HttpResponse.json(answer(seen.kept));
    }),
  );
  return seen;
}

beforeEach(() => {
  pace.firstWaitMs = 1;
  uploads.set({});
});

it('sends a file in parts that grow, and none of it twice when an answer is lost', async () => {
  const seen = keeping(1);
  await send('k', video(), 'ticket', SAID);
  expect(seen).toMatchObject({ begun: 1, failed: 1, kept: FILE.size });
  expect(seen.parts).toEqual([[0, MEGABYTE], [MEGABYTE, 2 * MEGABYTE]]);
  expect(uploads.get().k).toMatchObject({ state: 'done', received: FILE });
});

it('says why a file is refused, and does not repeat it', async () => {
  let calls = 0;
  server.use(
    http.post(at('evidence/uploads/'), () => {
      calls += 1;
      return problem(413, 'evidence_too_large');
    }),
  );
  await send('k', video(), 'ticket', SAID);
  expect(uploads.get().k).toMatchObject({ state: 'refused', why: 'detail of evidence_too_large' });
  expect(calls).toBe(1);
});

it('breaks off the part under way when the file is taken off', async () => {
  keeping(0);
  let broken = false;
  server.use(
    http.patch(at('evidence/uploads/u1/'), ({ request }) => {
      request.signal.addEventListener('abort', () => (broken = true));
      setTimeout(() => drop('k'), 10);
      return new Promise(() => undefined);
    }),
  );
  await send('k', video(), 'ticket', SAID);
  expect(uploads.get()).toEqual({});
  expect(broken).toBe(true);
});

it('stops when the file was taken off', async () => {
  const seen = keeping(0);
  const sending = send('k', video(), 'ticket', SAID);
  drop('k');
  await sending;
  expect(seen.parts).toEqual([]);
  expect(uploads.get()).toEqual({});
});
