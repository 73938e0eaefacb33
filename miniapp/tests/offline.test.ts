import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';

import { answer, open } from '../src/api/client';
import { keep, kept, keptAt } from '../src/api/offline';
import { remembered } from '../src/api/queries/asking';
import { at, problem, service } from './service';

const server = service();
const KEY = ['fields'];
const ask = () => remembered(KEY, () => answer(open.GET('/api/v1/fields/')));

it('shows the last answer with its date when there is no network', async () => {
  server.use(http.get(at('fields/'), () => HttpResponse.json({ count: 3, results: [] })));
  const fresh = await ask();
  expect(keptAt(fresh)).toBeNull();
  server.use(http.get(at('fields/'), () => HttpResponse.error()));
  const old = await ask();
  expect(old).toMatchObject({ count: 3 });
  expect(Date.parse(keptAt(old) ?? '')).toBeCloseTo(Date.now(), -4);
});

it('shows no old answer where the service refused for a reason', async () => {
  keep(KEY, { count: 3 });
  server.use(http.get(at('fields/'), () => problem(404, 'not_found')));
  await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
});

it('makes room by forgetting the oldest answers', () => {
  vi.useFakeTimers();
  for (let number = 0; number < 80; number += 1) {
    vi.setSystemTime(1_000_000 + number * 1000);
    keep(['answer', number], { number });
  }
  vi.useRealTimers();
  expect(kept(['answer', 0])).toBeNull();
  expect(kept(['answer', 79])).toEqual({ number: 79 });
});

it('survives a storage that is full or forbidden', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('forbidden', 'SecurityError');
  });
  server.use(http.get(at('fields/'), () => HttpResponse.json({ count: 4, results: [] })));
  await expect(ask()).resolves.toMatchObject({ count: 4 });
});
