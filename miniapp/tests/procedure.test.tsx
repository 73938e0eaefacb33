import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { resolve } from '../src/links';
import Procedure from '../src/screens/procedure/Procedure';
import { names, read, remove } from '../src/storage';
import { vi as words } from '../src/words/vi';
import { at, problem, service } from './service';
import { show } from './show';

const zalo = vi.hoisted(() => ({ share: vi.fn(async () => true) }));
vi.mock('../src/zalo', () => ({ isInside: true, zalo }));

const server = service();
const CASES = ['Cấp mới', 'Đổi khi đủ 25, 40 tuổi'];
const trust = { status: 'current', status_name: 'Đang áp dụng', as_of: '2026-07-01', changed: '', doubt: '' };
const form = { code: '', condition: '', how: '', replaced: '', link: '', later: '', doubt: '', issued_with: '' };
const found = {
  id: 'can-cuoc', code: '1.001', name: 'Làm thẻ căn cước', short_name: '', levels: [], trust, applicability_note: '', steps: [], cases: [], conditions: [],
  results: [], next_procedures: [], sources: [], portal_url: '', closure: null, forms: [],
};
const checklist = {
  procedure: 'can-cuoc', name: 'Làm thẻ căn cước', trust: 'current', trust_name: 'Đang áp dụng', changed: '', closed: '',
  case: '', cases: CASES, channel: 'direct', channel_name: 'Trực tiếp',
  channels: [{ code: 'direct', name: 'Trực tiếp' }, { code: 'online', name: 'Trực tuyến' }],
  conditions: [], age_question: 'Người làm thủ tục bao nhiêu tuổi?', cases_of_age: [] as string[], documents: [{ name: 'Tờ khai', original_count: 1, copy_count: 0, condition: '', form_code: '' }], general: [], where: 'Công an xã', offices: [],
  offices_note: '', fee: { text: '30.000 đồng', reason: 'Chọn trường hợp.', amounts: [], reductions: [], verified: true },
  time: { due_on: '2026-12-09', limits: [], relation: 'single' },
  forms: [
    { ...form, id: 'a', code: 'CC01', name: 'Phiếu thu nhận', how: 'Lấy ở nơi nộp.' },
    { ...form, id: 'b', code: 'DC02', name: 'Phiếu đề nghị', how: 'Lấy ở nơi nộp.' },
    { ...form, id: 'c', code: 'ĐKX10', name: 'Giấy khai', link: 'https://example.vn/a.docx' },
  ],
};
let asked: URLSearchParams[];

beforeEach(() => {
  names('').forEach(remove);
  asked = [];
  server.use(
    http.get(at('procedures/can-cuoc/'), () => HttpResponse.json(found)),
    http.get(at('procedures/can-cuoc/checklist/'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const name = query.get('case') ?? (query.get('age') === '25' ? CASES[1] : '');
      if (name && !CASES.includes(name)) return problem(400, 'invalid_request');
      return HttpResponse.json({ ...checklist, case: name, channel: query.get('channel') ?? 'direct' });
    }),
  );
});

const open = (query = '') => show(<Procedure />, { address: `/procedures/can-cuoc${query}`, path: '/procedures/:key' });
const line = (name: string) => screen.findByRole('region', { name });
const last = () => asked[asked.length - 1];

it('shows the check list before the rest of the procedure has come', async () => {
  let come = () => {};
  const rest = new Promise<void>((resolve) => (come = resolve));
  server.use(
    http.get(at('procedures/can-cuoc/'), async () => {
      await rest;
      return HttpResponse.json({ ...found, results: ['Thẻ căn cước'] });
    }),
  );
  open();
  expect(await screen.findByText('Làm thẻ căn cước')).toBeTruthy();
  expect(await line(words.procedure.bring)).toBeTruthy();
  expect(screen.queryByRole('region', { name: words.procedure.results })).toBeNull();
  come();
  expect(await line(words.procedure.results)).toBeTruthy();
});

it('keeps the check list where the rest cannot be had, and offers to ask again', async () => {
  server.use(http.get(at('procedures/can-cuoc/'), () => problem(404, 'not_found')));
  open();
  expect(await line(words.procedure.bring)).toBeTruthy();
  expect(await screen.findByText('detail of not_found')).toBeTruthy();
});

it('asks one question at a time, and says what was answered in one line', async () => {
  open();
  fireEvent.click(await screen.findByText(words.procedure.skip));
  fireEvent.click(await screen.findByText('Cấp mới'));
  fireEvent.click(await screen.findByText('Trực tuyến'));
  await waitFor(() => expect(last()?.get('channel')).toBe('online'));
  expect(last()?.get('case')).toBe('Cấp mới');
  const own = await screen.findByRole('region', { name: words.procedure.yourCase });
  await waitFor(() => expect(within(own).getAllByRole('button')).toHaveLength(1));
});

it('asks for the age where a case names one, and lets the service choose the case', async () => {
  open();
  fireEvent.input(await screen.findByLabelText(/bao nhiêu tuổi/), { target: { value: '25' } });
  fireEvent.click(screen.getByText(words.procedure.go));
  expect(await screen.findByText(/25 tuổi · Đổi khi đủ 25, 40 tuổi/)).toBeTruthy();
  expect(last()?.get('age')).toBe('25');
});

it('does not ask for the age where it decides nothing, and shows cases of the age first', async () => {
  server.use(
    http.get(at('procedures/can-cuoc/checklist/'), () =>
      HttpResponse.json({ ...checklist, age_question: '', cases: ['Một', 'Hai'], cases_of_age: ['Hai'] }),
    ),
  );
  open();
  const own = await screen.findByRole('region', { name: words.procedure.yourCase });
  expect(within(own).queryByRole('textbox')).toBeNull();
  expect(within(own).getAllByRole('button').map((one) => one.textContent)).toEqual(['Hai', 'Một']);
});

it('remembers the case on the phone', async () => {
  const first = open();
  fireEvent.click(await screen.findByText(words.procedure.skip));
  fireEvent.click(await screen.findByText('Cấp mới'));
  await waitFor(() => expect(read('case:can-cuoc')).toEqual({ case: 'Cấp mới', age: null }));
  first.unmount();
  asked = [];
  open();
  await line(words.procedure.fee);
  expect(asked[0]?.get('case')).toBe('Cấp mới');
});

it('answers each question of the first screen in a line that opens', async () => {
  open();
  for (const name of [words.procedure.bring, words.procedure.fee, words.procedure.ready, words.procedure.where]) {
    expect((await line(name)).querySelector('summary .value')?.textContent).toBeTruthy();
  }
});

it('says once where forms without a file are found, and opens the others', async () => {
  open();
  const forms = await line(words.procedure.forms);
  expect(within(forms).getAllByText('Lấy ở nơi nộp.')).toHaveLength(1);
  expect(within(forms).getByText('ĐKX10 Giấy khai')).toBeTruthy();
});

it('shares a link that opens at the same case', async () => {
  open('?case=C%E1%BA%A5p+m%E1%BB%9Bi&channel=online');
  await line(words.procedure.fee);
  fireEvent.click(screen.getByText(words.procedure.share));
  await waitFor(() => expect(zalo.share).toHaveBeenCalled());
  const [[{ path }]] = zalo.share.mock.calls as unknown as [[{ path: string }]];
  expect(resolve(path.slice(1))).toBe('/procedures/can-cuoc?case=C%E1%BA%A5p+m%E1%BB%9Bi&channel=online');
});

it('chooses anew where a link names a case that is gone', async () => {
  open('?case=X%C6%B0a');
  expect(await line(words.procedure.fee)).toBeTruthy();
  expect(asked.map((query) => query.get('case'))).toEqual(['Xưa', null]);
});

it.each([
  ['CT01', 'CT01'],
  ['Mẫu số 01', 'Mẫu số 01'],
])('marks the name of a form as Vietnamese within a sentence of another language: %s', async (code, marked) => {
  const papers = [{ ...checklist.documents[0], form_code: code }];
  server.use(http.get(at('procedures/can-cuoc/checklist/'), () => HttpResponse.json({ ...checklist, documents: papers })));
  show(<Procedure />, { address: '/procedures/can-cuoc', path: '/procedures/:key', words: { ...words, procedure: { ...words.procedure, form: (name) => `Form ${name}` } } });
  const bring = await line(words.procedure.bring);
  expect(within(bring).getByText(marked).getAttribute('lang')).toBe('vi');
});
