import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { arrived, discard, empty, flush, isMine, outbox, post, put, release } from '../src/api/outbox';
import { forget, logIn, session } from '../src/api/session';
import { write } from '../src/storage';
import { at, citizen, logins, problem, service } from './service';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: { accessToken: async () => 'zalo-token' } }));

const server = service();
const PATH = '/api/v1/questions/';
const send = (key = 'key-00001') => post('question', PATH, { text: 'Làm căn cước ở đâu?' }, key);

beforeEach(async () => {
  forget();
  empty();
  server.use(logins().handler);
  await logIn();
});

it('keeps a question that could not leave and sends it once, under the same key', async () => {
  server.use(http.post(at('questions/'), () => HttpResponse.error()));
  await expect(send()).resolves.toBeNull();
  expect(JSON.parse(localStorage.getItem('portal:outbox') ?? '[]')).toHaveLength(1);

  const keys: (string | null)[] = [];
  server.use(
    http.post(at('questions/'), ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return HttpResponse.json({ id: 1 }, { status: 201 });
    }),
  );
  await Promise.all([flush(), flush()]);
  await flush();
  expect(keys).toEqual(['key-00001']);
  expect(outbox.get()).toEqual([]);
});

it('is the same parcel when it is tried twice by hand', async () => {
  server.use(http.post(at('questions/'), () => HttpResponse.error()));
  await send();
  await send();
  expect(outbox.get()).toHaveLength(1);
});

it('keeps the text of what the service refused, for the citizen to read', async () => {
  server.use(http.post(at('questions/'), () => HttpResponse.error()));
  await send();
  server.use(http.post(at('questions/'), () => problem(422, 'questions_too_many')));
  await flush();
  expect(outbox.get()).toMatchObject([{ refused: 'detail of questions_too_many', body: { text: 'Làm căn cước ở đâu?' } }]);
});

it('throws at once what the service refuses, and keeps nothing', async () => {
  server.use(http.post(at('questions/'), () => problem(400, 'invalid_request')));
  await expect(send()).rejects.toMatchObject({ code: 'invalid_request' });
  expect(outbox.get()).toEqual([]);
});

it("never sends one citizen's question in the session of another", async () => {
  server.use(http.post(at('questions/'), () => HttpResponse.error()));
  await send();
  let calls = 0;
  server.use(
    http.post(at('session/'), () =>
      HttpResponse.json({ token: 'other', expires_at: '', citizen: { ...citizen, created_at: '2026-11-02T00:00:00Z' }, phone_error: null }),
    ),
    http.post(at('questions/'), () => { calls += 1; return HttpResponse.json({ id: 1 }, { status: 201 }); }),
  );
  await logIn();
  await flush();
  expect(calls).toBe(0);
});

it('leaves to the citizen what is older than the service remembers keys', async () => {
  server.use(http.post(at('questions/'), () => HttpResponse.error()));
  await send();
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 48 * 3_600_000);
  let calls = 0;
  server.use(http.post(at('questions/'), () => { calls += 1; return HttpResponse.json({ id: 1 }, { status: 201 }); }));
  await flush();
  expect(calls).toBe(0);
  expect(outbox.get()).toHaveLength(1);
});

it('sends of two ratings of one dossier that waited only the newer one', async () => {
  const path = '/api/v1/dossiers/G01-260916-0001/rating/';
  const rate = http.put(at('dossiers/G01-260916-0001/rating/'), () => HttpResponse.error());
  server.use(rate);
  await put('rating', path, { overall: 2 });
  await put('rating', path, { overall: 5 });
  const sent: unknown[] = [];
  server.use(
    http.put(at('dossiers/G01-260916-0001/rating/'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 'x' });
    }),
  );
  await flush();
  expect(sent).toEqual([{ overall: 5 }]);
  expect(outbox.get()).toEqual([]);
});

it('keeps the newer rating that was written while the older one was on its way', async () => {
  const path = '/api/v1/dossiers/G01-260916-0001/rating/';
  const arrived: unknown[] = [];
  let arrive = () => {};
  const isLate = new Promise<void>((resolve) => (arrive = resolve));
  server.use(
    http.put(at('dossiers/G01-260916-0001/rating/'), async ({ request }) => {
      arrived.push(await request.json());
      await isLate;
      return HttpResponse.json({ id: 'x' });
    }),
  );
  const older = put('rating', path, { overall: 2 });
  await vi.waitFor(() => expect(arrived).toHaveLength(1));
  await expect(put('rating', path, { overall: 5 })).resolves.toBeNull();
  arrive();
  await older;
  await flush();
  expect(arrived).toEqual([{ overall: 2 }, { overall: 5 }]);
  expect(outbox.get()).toEqual([]);
});

const answers = (status: number) => http.post(at('questions/'), () => (status === 0 ? HttpResponse.error() : new HttpResponse('<html>', { status })));

it.each([0, 200, 429, 500, 502, 503])('keeps what meets status %i, and sends it later', async (status) => {
  server.use(answers(status));
  await expect(send()).resolves.toBeNull();
  await flush();
  expect(outbox.get()).toMatchObject([{ key: 'key-00001' }]);
  expect(outbox.get()[0]?.refused).toBeUndefined();
});

it.each([400, 403, 404, 409, 413, 422])('tells of %i although the service gave no words, and keeps those of the citizen', async (status) => {
  server.use(answers(0));
  await send();
  server.use(answers(status));
  await flush();
  expect(outbox.get()).toMatchObject([{ refused: `HTTP ${status}`, body: { text: 'Làm căn cước ở đâu?' } }]);
});

it('asks of what was written without a session, and sends it once its writer says so', async () => {
  session.set(null);
  server.use(http.post(at('session/'), () => HttpResponse.error()), answers(0));
  await send();
  let calls = 0;
  server.use(logins().handler, http.post(at('questions/'), () => { calls += 1; return HttpResponse.json({ id: 1 }, { status: 201 }); }));
  await flush();
  const [parcel] = outbox.get();
  expect([calls, parcel?.refused, parcel && isMine(parcel)]).toEqual([0, 'unsure', true]);
  if (parcel) await release(parcel);
  expect([calls, outbox.get()]).toEqual([1, []]);
});

it('sends in the name of nobody else what met the end of a session', async () => {
  server.use(
    http.post(at('session/'), () => HttpResponse.json({ token: 'other', citizen: { ...citizen, created_at: '2026-11-02T00:00:00Z' } })),
    http.post(at('questions/'), ({ request }) =>
      request.headers.get('Authorization') === 'Bearer other' ? HttpResponse.json({ id: 1 }) : problem(401, 'session_ended'),
    ),
  );
  await expect(send()).rejects.toMatchObject({ kind: 'login_needed' });
});

it('lives no longer than the files that it names', async () => {
  server.use(answers(0));
  await post('question', PATH, { text: 'x', photos: ['p'] }, 'key-00002', Date.now() - 47.5 * 3_600_000);
  await flush();
  expect(outbox.get()).toMatchObject([{ refused: 'old' }]);
});

it('leaves the words where they were written if the phone has no room for them', async () => {
  server.use(answers(0));
  await send();
  vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => { throw new DOMException('full', 'QuotaExceededError'); })
    .mockImplementationOnce(() => { throw new DOMException('full', 'QuotaExceededError'); });
  await expect(send('key-00002')).rejects.toMatchObject({ kind: 'offline' });
  expect(JSON.parse(localStorage.getItem('portal:outbox') ?? '[]')).toMatchObject([{ key: 'key-00001' }]);
});

it('takes away what its writer does not want, and nothing else', async () => {
  server.use(answers(0));
  await send('key-00001');
  await send('key-00002');
  discard(outbox.get()[0]?.id ?? '');
  expect(outbox.get().map(({ key }) => key)).toEqual(['key-00002']);
});

it('takes what an earlier version kept one by one, and asks of what is nobody\'s', async () => {
  const old = { kind: 'question', path: PATH, method: 'POST', body: { text: 'x' }, at: Date.now() };
  const mine = citizen.created_at;
  write('outbox', [{ ...old, key: 'key-a', owner: mine }, { ...old, key: 'key-b', owner: '' }, { ...old, key: 'key-c', owner: mine }]);
  const keys: (string | null)[] = [];
  server.use(http.post(at('questions/'), ({ request }) => { keys.push(request.headers.get('Idempotency-Key')); return HttpResponse.json({ id: 1 }); }));
  await flush();
  expect(keys).toEqual(['key-a', 'key-c']);
  expect(outbox.get()).toMatchObject([{ id: 'key-b', refused: 'unsure' }]);
});

it('tells that something arrived: at once, later, and released by its writer', async () => {
  const times = arrived.get();
  server.use(http.post(at('questions/'), () => HttpResponse.json({ id: 1 }, { status: 201 })));
  await send();
  expect(arrived.get()).toBe(times + 1);
  server.use(answers(0));
  await send('key-00002');
  await post('question', PATH, { text: 'x', photos: ['p'] }, 'key-00003', Date.now() - 47.5 * 3_600_000);
  await flush();
  expect([arrived.get(), outbox.get().length]).toEqual([times + 1, 2]);
  server.use(http.post(at('questions/'), () => HttpResponse.json({ id: 1 }, { status: 201 })));
  await flush();
  expect([arrived.get(), outbox.get()]).toMatchObject([times + 2, [{ refused: 'old' }]]);
  await Promise.all(outbox.get().map(release));
  expect([arrived.get(), outbox.get()]).toEqual([times + 3, []]);
});
