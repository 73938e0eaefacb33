import { answer, either, mine, open } from '../client';
import { post } from '../outbox';
import type { HandlingMark, ReportBody, ReportCheckBody, ReportDetail, ReportMessageBody, ReportReceipt } from '../types';
import { useMine, usePublic } from './asking';
import { usePages } from './pages';

/** The same for everybody, and stored: the questions are also available without network. */
export function useReportKinds() {
  return usePublic(['report-kinds'], () => answer(open.GET('/api/v1/report-kinds/')));
}

/** What a draft report still lacks; the answer is not stored. */
export function checkReport(body: ReportCheckBody) {
  const client = body.identity === 'anonymous' ? open : either;
  return answer(client.POST('/api/v1/reports/checks/', { body }));
}

/** Send a report in the citizen's name; null if it is stored until there is a network. */
export function sendReport(body: ReportBody, key: string, since: number): Promise<ReportReceipt | null> {
  return post<ReportReceipt>('report', '/api/v1/reports/', { ...body }, key, since);
}

/**
 * Send a report without a name. It never waits in the outbox: its secret code is shown once, so somebody must be
 * there to read it. With the same key it is sent once, and gets the same code.
 */
export function sendUnnamedReport(body: ReportBody, key: string): Promise<ReportReceipt> {
  // Without a session: nothing leads to the citizen, not even now.
  return answer(open.POST('/api/v1/reports/', { body, params: { header: { 'Idempotency-Key': key } } }));
}

export function useMyReports() {
  return usePages(['mine', 'reports'], (page) => answer(mine.GET('/api/v1/reports/', { params: { query: { page, page_size: 20 } } })));
}

export function useReport(number: string) {
  return useMine(['report', number], () => answer(mine.GET('/api/v1/reports/{number}/', { params: { path: { number } } })), true);
}

/** Without a session: the look-up leads to nobody. */
export function lookUpReport(number: string, secret_code: string) {
  return answer(open.POST('/api/v1/reports/lookup/', { body: { number, secret_code } }));
}

/** Who acts on a report: its citizen or, with a `pass`, the person who looked it up. */
export interface Own {
  number: string;
  pass: string | null;
}

/** The pass replaces the session: reporters without a name stay anonymous. */
const as = ({ pass }: Own) => ({ client: pass ? open : mine, headers: pass ? { Authorization: `Report ${pass}` } : {} });

/** Add to a report. A citizen's addition waits for a network (null); a pass would expire meanwhile. */
export function addToReport(own: Own, body: ReportMessageBody, key: string, since: number): Promise<ReportDetail | null> {
  if (!own.pass) return post<ReportDetail>('report', `/api/v1/reports/${encodeURIComponent(own.number)}/messages/`, { ...body }, key, since);
  const { client, headers } = as(own);
  const params = { path: { number: own.number }, header: { 'Idempotency-Key': key } };
  return answer(client.POST('/api/v1/reports/{number}/messages/', { params, headers, body }));
}

export function withdrawReport(own: Own, reason: string) {
  const { client, headers } = as(own);
  return answer(client.POST('/api/v1/reports/{number}/withdrawal/', { params: { path: { number: own.number } }, headers, body: { reason } }));
}

export function disputeReport(own: Own, reason: string, key: string) {
  const { client, headers } = as(own);
  const params = { path: { number: own.number }, header: { 'Idempotency-Key': key } };
  return answer(client.POST('/api/v1/reports/{number}/dispute/', { params, headers, body: { reason } }));
}

export function judgeReport(own: Own, mark: HandlingMark, words: string) {
  const { client, headers } = as(own);
  return answer(client.PUT('/api/v1/reports/{number}/opinion/', { params: { path: { number: own.number } }, headers, body: { mark, words } }));
}
