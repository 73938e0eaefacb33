import { beforeEach, expect, it } from 'vitest';

import type { ReportKind } from '../src/api/types';
import type { Draft, Piece } from '../src/screens/reporting/draft';
import { amountOf, bodyOf, EMPTY, stepOf, stepsOf } from '../src/screens/reporting/draft';
import { uploads } from '../src/api/uploads';
import { wallTime } from '../src/words/dates';
import { readReceipt } from '../src/screens/reportLookup/codes';

beforeEach(() => uploads.set({}));

const file = (values: Partial<Piece>): Piece => ({ key: 'k', name: 'a.jpg', size: 1, type: 'image/jpeg', since: 0, own: true, original: true, ticket: '', ...values });

it('sends what was filled in, in Vietnamese time, and only files that the service has for this sender', () => {
  const draft: Draft = {
    ...EMPTY,
    words: ' Xe vượt đèn đỏ. ',
    from: '2026-11-24T17:05',
    place: 'Ngã tư Hùng Vương',
    point: '21.32,105.41',
    plates: ['29-X1 123.45', ' '],
    files: [file({ id: 'f1' }), file({ key: 'other', id: 'f2', ticket: 'somebody' }), file({ key: 'on-its-way' })],
  };
  expect(bodyOf('traffic_violation', draft)).toEqual({
    kind: 'traffic_violation',
    words: 'Xe vượt đèn đỏ.',
    identity: 'confidential',
    language: 'vi',
    place: { certainty: 'exact', words: 'Ngã tư Hùng Vương', latitude: 21.32, longitude: 105.41 },
    occurred_from: '2026-11-24T17:05:00+07:00',
    plates: ['29-X1 123.45'],
    guardian: '',
    evidence: ['f1'],
  });
});

it('sends no file that the account holds with a report without a name', () => {
  const files = [file({ id: 'f1' }), file({ key: 'other', id: 'f2', ticket: 'nobody' })];
  const evidence = (values: Partial<Draft>) => bodyOf('traffic_violation', { ...EMPTY, files, ...values }).evidence;
  expect(evidence({ identity: 'anonymous' })).toEqual([]);
  expect(evidence({ identity: 'anonymous', ticket: 'nobody' })).toEqual(['f2']);
  expect(evidence({ identity: 'named' })).toEqual(['f1']);
});

it('takes Vietnamese time for a moment, wherever the phone is', () => {
  expect(wallTime(new Date('2026-11-24T20:30:00Z'))).toBe('2026-11-25T03:30');
});

it('asks in steps only what the kind asks for, whatever a newer service asks besides', () => {
  const kind = (...codes: string[]) => ({ particulars: codes.map((code) => ({ code })) }) as unknown as ReportKind;
  expect(stepsOf(kind('words', 'name', 'of_tomorrow'))).toEqual(['words', 'who', 'check']);
  expect(stepsOf(kind('evidence', 'occurred', 'words'))).toEqual(['files', 'when', 'words', 'who', 'check']);
  expect(['/body/plates/0', '/body/place', '/body/evidence', '/body/of_tomorrow', ''].map(stepOf)).toEqual(['words', 'when', 'files', 'words', 'words']);
});

it.each([['5.000.000,00', 5_000_000], ['5,000,000.00', 5_000_000], ['5 000 000', 5_000_000], ['5000000', 5_000_000], ['1,5', null], ['1.5', null], ['5.000,000', null], ['5.00', null], ['50.00.000', null], ['5.000.000', 5_000_000], ['0', 0], ['năm triệu', null], ['', null]])('reads %j as an amount', (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});

it('reads number and secret code from what the receipt copied, and nothing from less', () => {
  expect(readReceipt('PA26-7K3M9Q 7K3M-9QAB-CDEF-GHJK')).toEqual({ number: 'PA26-7K3M9Q', secret: '7K3M-9QAB-CDEF-GHJK' });
  expect(['PA26-7K3M9Q', '7K3M-9QAB-CDEF-GHJK', 'abc'].map(readReceipt)).toEqual([null, null, null]);
});
