import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { answer, mine } from '../src/api/client';
import { forget, logIn, session } from '../src/api/session';
import { at, logins, problem, service } from './service';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: { accessToken: async () => 'zalo-token' } }));

const server = service();
const ask = () => answer(mine.GET('/api/v1/me/'));
const tokenOf = (request: Request) => request.headers.get('Authorization');

beforeEach(() => forget());

it('asks nobody to log in who has not agreed', async () => {
  await expect(ask()).rejects.toMatchObject({ kind: 'login_needed' });
});

it('logs in once for all requests that wait', async () => {
  const { seen, handler } = logins();
  server.use(handler, http.get(at('me/'), () => HttpResponse.json({ name: 'Lan' })));
  localStorage.setItem('portal:agreed', 'true');
  await Promise.all([ask(), ask(), ask()]);
  expect(seen.count).toBe(1);
});

it('renews a session that ended once, unseen, for all requests that meet it', async () => {
  const { seen, handler } = logins();
  server.use(
    handler,
    http.get(at('me/'), ({ request }) =>
      tokenOf(request) === 'Bearer token-2' ? HttpResponse.json({ name: 'Lan' }) : problem(401, 'session_ended'),
    ),
  );
  await logIn();
  await expect(Promise.all([ask(), ask()])).resolves.toHaveLength(2);
  expect(seen.count).toBe(2);
});

it('gives up when the new session is refused, too', async () => {
  const { seen, handler } = logins();
  server.use(handler, http.get(at('me/'), () => problem(401, 'session_ended')));
  await logIn();
  await expect(ask()).rejects.toMatchObject({ status: 401 });
  expect(seen.count).toBe(2);
});

it('works where nothing can be stored', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const { handler } = logins();
  server.use(handler, http.get(at('me/'), () => HttpResponse.json({ name: 'Lan' })));
  await logIn();
  await expect(ask()).resolves.toMatchObject({ name: 'Lan' });
  expect(session.get()?.token).toBe('token-1');
});

it('stays logged out although a renewal was under way', async () => {
  let answer = () => undefined as void;
  const gate = new Promise<void>((resolve) => { answer = resolve; });
  const { handler } = logins();
  server.use(http.post(at('session/'), async () => { await gate; }), handler);
  const renewal = logIn();
  forget();
  answer();
  await renewal;
  expect([session.get(), localStorage.getItem('portal:agreed')]).toEqual([null, null]);
});
