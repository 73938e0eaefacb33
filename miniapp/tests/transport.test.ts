import { delay, http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, open } from '../src/api/client';
import { limits, waiting } from '../src/api/transport';
import { at, problem, service } from './service';

const server = service();
const ask = () => answer(open.GET('/api/v1/fields/'));

describe('an answer that is no answer', () => {
  beforeEach(() => {
    limits.readMs = 20_000;
  });

  it('tells the code, the words and the request id of a problem', async () => {
    server.use(http.get(at('fields/'), () => problem(404, 'not_found')));
    await expect(ask()).rejects.toMatchObject({ kind: 'problem', code: 'not_found', detail: 'detail of not_found', requestId: 'a1b2' });
  });

  it('survives an error page in HTML and keeps the request id of its header', async () => {
    const headers = { 'Content-Type': 'text/html', 'X-Request-ID': 'c3d4' };
    server.use(http.get(at('fields/'), () => new HttpResponse('<h1>500</h1>', { status: 500, headers })));
    await expect(ask()).rejects.toMatchObject({ kind: 'unreadable', status: 500, requestId: 'c3d4', isPassing: true });
  });

  it.each(['', '<html>Wi-Fi của khách sạn</html>'])('refuses a 200 whose body is %j', async (body) => {
    server.use(http.get(at('fields/'), () => new HttpResponse(body, { status: 200 })));
    await expect(ask()).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('gives up an answer that is late', async () => {
    limits.readMs = 20;
    server.use(http.get(at('fields/'), async () => { await delay(500); return HttpResponse.json({}); }));
    await expect(ask()).rejects.toMatchObject({ kind: 'late' });
  });

  it('tells that there is no network', async () => {
    server.use(http.get(at('fields/'), () => HttpResponse.error()));
    await expect(ask()).rejects.toMatchObject({ kind: 'offline' });
  });
});

describe('a service that asks to wait', () => {
  it.each([429, 503])('waits as a %i asks, and says so meanwhile', async (status) => {
    const waits: (number | null)[] = [];
    const stop = waiting.subscribe(() => waits.push(waiting.get()));
    let calls = 0;
    server.use(
      http.get(at('fields/'), () => {
        calls += 1;
        return calls === 1 ? problem(status, 'throttled', { 'Retry-After': '7' }) : HttpResponse.json({ count: 0, results: [] });
      }),
    );
    await expect(ask()).resolves.toMatchObject({ count: 0 });
    expect(waits).toEqual([7, null]);
    stop();
  });

  it('does not wait for minutes: the screen counts down instead', async () => {
    let calls = 0;
    server.use(http.get(at('fields/'), () => { calls += 1; return problem(429, 'throttled', { 'Retry-After': '600' }); }));
    await expect(ask()).rejects.toMatchObject({ code: 'throttled', retryAfter: 600 });
    expect(calls).toBe(1);
  });

  it('sends nothing twice that has no key', async () => {
    let calls = 0;
    server.use(http.post(at('dossiers/lookup/'), () => { calls += 1; return problem(429, 'throttled', { 'Retry-After': '1' }); }));
    await expect(answer(open.POST('/api/v1/dossiers/lookup/', { body: { code: 'x' } }))).rejects.toMatchObject({ status: 429 });
    expect(calls).toBe(1);
  });
});

it('ignores fields and codes that are newer than this app', async () => {
  server.use(http.get(at('fields/'), () => HttpResponse.json({ count: 1, results: [{ code: 'moi', name: 'Mới', later: {} }], extra: 1 })));
  await expect(ask()).resolves.toMatchObject({ results: [{ code: 'moi' }] });
});
