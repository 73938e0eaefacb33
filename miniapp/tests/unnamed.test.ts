import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { idempotencyKey } from '../src/api/client';
import { checkReport, lookUpReport, sendUnnamedReport } from '../src/api/queries/reports';
import { forget, logIn } from '../src/api/session';
import type { ReportBody, ReportCheckBody } from '../src/api/types';
import { at, logins, service } from './service';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: { accessToken: async () => 'zalo-token' } }));

const server = service();
const seen: (string | null)[] = [];
const answers = ({ request }: { request: Request }) => {
  seen.push(request.headers.get('Authorization'));
  return HttpResponse.json({}, { status: 200 });
};

beforeEach(async () => {
  forget();
  seen.length = 0;
  server.use(logins().handler, ...['', 'checks/', 'lookup/'].map((path) => http.post(at(`reports/${path}`), answers)));
  await logIn();
});

it('sends nothing of the session of who stays unknown', async () => {
  await checkReport({ identity: 'anonymous' } as ReportCheckBody);
  await sendUnnamedReport({ identity: 'anonymous', evidence: ['f1'] } as ReportBody, idempotencyKey());
  await lookUpReport('PA26-7K3M9Q', '7K3M-9QAB-CDEF-GHJK');
  expect(seen).toEqual([null, null, null]);
});

it('sends the session of who is named', async () => {
  await checkReport({ identity: 'named' } as ReportCheckBody);
  expect(seen).toEqual(['Bearer token-1']);
});

it('makes keys of 128 random bits, also on phones that know no UUID', () => {
  const random = crypto.getRandomValues.bind(crypto);
  expect(idempotencyKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  vi.stubGlobal('crypto', { getRandomValues: random });
  expect(idempotencyKey()).toMatch(/^[0-9a-f]{32}$/);
  vi.unstubAllGlobals();
});
