import { screen } from '@testing-library/preact';
import { expect, it } from 'vitest';

import type { DossierDetail } from '../src/api/types';
import { Detail } from '../src/screens/dossier/Detail';
import { en } from '../src/words/en';
import { show } from './show';

const status = (code: string) => ({ code, number: 5, name: `tên ${code}`, explanation: `giải thích ${code}`, next_step: `việc ${code}` });
const entry = { number: 1, at: '2026-11-24T02:00:00Z', note: '', papers: [], supplement_due_on: null, fee: null, due_on: null, kind_name: '' };

function dossier(code: string, channel: string, state: string) {
  return {
    code: 'G01.899.909-260916-890028',
    procedure: { id: 'a', code: '1', name: 'Cấp hộ chiếu', portal_url: '', portal_external: false },
    status: status(code), progress: [{ code, name: `bước ${code}`, state: 'current' }],
    due: { due_on: '2026-12-03', due_at: null, clock: 'running', state, text: 'Hẹn trả kết quả ngày 03/12/2026.', waited_days: 1, extended: false },
    timeline: [
      { ...entry, kind: 'transition', title: `tên ${code}`, status: code },
      { ...entry, number: 2, kind: 'correction', title: `Đính chính: tên ${code}`, status: code },
    ],
    office: { id: 'o', name: 'Công an xã A', address: '', contact: { phones: [], openChat: null }, directions: null, successor: null },
    channel, channel_name: `cách ${channel}`, submitted_at: '2026-11-24T02:00:00Z',
    action_needed: true, reason: '', supplement: null, fee: null, extension: null, rating: null,
    accepted_at: null, completed_at: null, returned_at: null, changed_at: '', following: false,
  } as unknown as DossierDetail;
}

it('tells in English how a dossier stands, which the service says in Vietnamese', () => {
  show(<Detail dossier={dossier('supplement_required', 'direct', 'late')} isStranger />, { words: en });
  const text = document.body.textContent ?? '';
  const { name, explanation, nextStep } = en.service.statuses.supplement_required ?? { name: '?', explanation: '?', nextStep: '?' };
  for (const said of [name, explanation, nextStep, 'In person', 'It was due on 03/12/2026', `Corrected: ${name}`]) expect(text).toContain(said);
  for (const vietnamese of ['tên ', 'giải thích', 'việc ', 'cách ', 'bước ', 'Hẹn trả']) expect(text).not.toContain(vietnamese);
});

it('shows the service\'s words for what is newer than this app', () => {
  show(<Detail dossier={dossier('of_tomorrow', 'drone', 'late')} isStranger />, { words: en });
  for (const said of ['giải thích of_tomorrow', 'việc of_tomorrow', 'bước of_tomorrow']) {
    expect(screen.getByText(said).getAttribute('lang')).toBe('vi');
  }
  expect(screen.getByText('cách drone')).toBeTruthy();
});
