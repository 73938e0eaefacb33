import { cleanup } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { synchronise } from '../src/api/clock';
import { useChecklist } from '../src/api/queries/procedures';
import { at, service } from './service';
import { show } from './show';

const server = service();
let asked: string[];
let date: string | null;

beforeEach(() => {
  asked = [];
  date = null;
  server.use(
    http.get(at('procedures/ho-chieu/checklist/'), ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('accepted_at') ?? '');
      return HttpResponse.json({}, date ? { headers: { Date: date } } : {});
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  synchronise(new Date().toUTCString());
});

function Asking() {
  const { isFetching } = useChecklist('ho-chieu', {});
  return <p>{isFetching ? 'asks' : 'has'}</p>;
}

async function askAt(moment: string) {
  vi.setSystemTime(new Date(moment));
  const { findByText } = show(<Asking />);
  await findByText('has');
  cleanup();
}

it('asks of the end of the hour, so that all phones of an hour share the kept answer', async () => {
  for (const clock of ['02:00:00', '02:59:59', '03:00:00']) await askAt(`2026-11-25T${clock}Z`);
  expect(asked).toEqual(['2026-11-25T02:59:59Z', '2026-11-25T02:59:59Z', '2026-11-25T03:59:59Z']);
});

it.each([
  ['14:59:59', '14:59:59'],
  ['15:40:00', '15:59:59'],
  ['23:59:59', '23:59:59'],
])('never asks of an earlier moment or another day: at %s of %s in Vietnam', async (clock, hour) => {
  await askAt(`2026-11-25T${clock}+07:00`);
  expect(asked.map(Date.parse)).toEqual([Date.parse(`2026-11-25T${hour}+07:00`)]);
});

it('asks of the hour of the service once it told it, where the clock of the phone is wrong', async () => {
  date = 'Wed, 25 Nov 2026 02:59:59 GMT';
  await askAt('2019-01-01T00:00:00Z');
  await askAt('2019-01-01T00:00:10Z');
  expect(asked).toEqual(['2019-01-01T00:59:59Z', '2026-11-25T03:59:59Z']);
});
