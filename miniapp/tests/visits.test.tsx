import { act, fireEvent, screen, waitFor } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { forget, logIn } from '../src/api/session';
import type { QueueNumber } from '../src/api/types';
import Booking from '../src/screens/booking/Booking';
import Slip from '../src/screens/slip/Slip';
import { Calendar } from '../src/screens/visit/Calendar';
import { Shown } from '../src/screens/visit/Shown';
import Visit from '../src/screens/visit/Visit';
import Visits from '../src/screens/visits/Visits';
import { names, remove } from '../src/storage';
import { en } from '../src/words/en';
import { vi as words } from '../src/words/vi';
import { at, logins, problem, service } from './service';
import { show } from './show';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: { accessToken: async () => 'zalo-token' } }));

const server = service();
const queue = { id: 5, name: 'Một cửa', office: 'a', office_name: 'Công an xã A', office_address: 'Thôn 1', window_minutes: 30, first_day: '2026-12-01', last_day: '2026-12-14', why_not: '' };
const day = {
  date: '2026-12-01', why: '',
  windows: [
    { begins_at: '2026-12-01T01:30:00Z', left: 'yes' },
    { begins_at: '2026-12-01T02:00:00Z', left: 'few' },
    { begins_at: '2026-12-01T02:30:00Z', left: 'no' },
  ],
};
const number: QueueNumber = {
  id: 7, label: '8:30-1', queue: 5, queue_name: 'Một cửa', office: 'a', office_name: 'Công an xã A', office_address: 'Thôn 1', day: '2026-12-01',
  begins_at: '2026-12-01T01:30:00Z', people: 1, for_other: false, procedure: null, state: 'booked', state_name: 'Đã đặt lịch', reason: '', desk: '',
  before: null, wait_least: null, wait_most: null, why: '', is_settled: false, missed_at: null, rating: '', can_move: true, can_cancel: true,
};
let sent: { key: string | null; body: Record<string, unknown> }[];
let answers: (() => Response)[];

beforeEach(async () => {
  forget();
  names('').forEach(remove);
  sent = [];
  answers = [];
  server.use(
    logins().handler,
    http.get(at('reception/queues/'), () => HttpResponse.json({ queues: [queue], priority_groups: [], note: '' })),
    http.get(at('reception/queues/5/windows/'), () => HttpResponse.json({ days: [day, { date: '2026-12-05', why: 'Đơn vị không tiếp dân ngày này.', windows: [] }] })),
    http.post(at('reception/numbers/'), async ({ request }) => {
      sent.push({ key: request.headers.get('Idempotency-Key'), body: (await request.json()) as Record<string, unknown> });
      return (answers.shift() ?? (() => HttpResponse.json({ ...number, secret: 'ABCDEFGHJKLMNPQR' }, { status: 201 })))();
    }),
  );
  await logIn();
});

const open = (query = 'office=a&day=2026-12-01') => show(<Booking />, { address: `/visits/new?${query}`, path: '/visits/new' });
const choose = async (hour: string) => fireEvent.click(await screen.findByRole('button', { name: new RegExp(hour) }));
const confirm = (hour: string) => fireEvent.click(screen.getByRole('button', { name: words.visits.booking.confirm(hour) }));
const button = (hour: string) => screen.findByRole('button', { name: words.visits.booking.confirm(hour) });

it('keeps its key until there is an answer, also when the screen is opened anew', async () => {
  answers = [() => HttpResponse.error()];
  const first = open();
  await choose('08:30');
  confirm('08:30');
  expect(await screen.findByText(words.common.errors.offline.title)).toBeTruthy();
  first.unmount();
  open();
  await button('08:30');
  confirm('08:30');
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]).toEqual(sent[1]);
  await waitFor(() => expect(names('draft:')).toEqual([]));
});

it('asks with another key for another hour', async () => {
  answers = [() => problem(422, 'window_full')];
  open();
  await choose('08:30');
  confirm('08:30');
  expect(await screen.findByText('detail of window_full')).toBeTruthy();
  await choose('09:00');
  expect(screen.queryByText('detail of window_full')).toBeNull();
  confirm('09:00');
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]?.key).not.toEqual(sent[1]?.key);
  expect(sent[1]?.body.begins_at).toBe('2026-12-01T02:00:00Z');
});

it('waits as the service asks, and sends the same once more', async () => {
  answers = [() => problem(503, 'unavailable', { 'Retry-After': '1' })];
  open();
  await choose('08:30');
  confirm('08:30');
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]).toEqual(sent[1]);
});

it('says beside the name what is wrong with it, and keeps it', async () => {
  const errors = [{ pointer: '#/visitor_name', code: 'invalid', detail: 'Tên chưa đúng.' }];
  answers = [() => HttpResponse.json({ code: 'invalid_request', detail: 'Chưa đúng.', errors }, { status: 400 })];
  open();
  await choose('08:30');
  fireEvent.click(screen.getByRole('radio', { name: words.visits.booking.forOther }));
  const field = screen.getByLabelText<HTMLInputElement>(words.visits.booking.name);
  fireEvent.input(field, { target: { value: 'Ông Ba' } });
  confirm('08:30');
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(field.value).toBe('Ông Ba');
});

it('takes no hour that is full', async () => {
  open();
  await choose('09:30');
  expect(screen.queryByText(words.visits.booking.confirm('09:30'))).toBeNull();
});

it('says of each day why it has no hours', async () => {
  open('office=a');
  expect(await screen.findByText(words.visits.booking.otherDays(1))).toBeTruthy();
  expect(screen.getByText('Đơn vị không tiếp dân ngày này.')).toBeTruthy();
});

it('names the reason of an office that does not receive the procedure', async () => {
  const queues = [{ ...queue, why_not: 'Nơi này không nhận thủ tục ấy.' }];
  server.use(http.get(at('reception/queues/'), () => HttpResponse.json({ queues, priority_groups: [], note: '' })));
  open('office=a');
  expect(await screen.findByText('Nơi này không nhận thủ tục ấy.')).toBeTruthy();
  expect(screen.queryByText(words.visits.booking.day)).toBeNull();
});

it('says honestly how many wait before, and that the time is not known', () => {
  show(<Shown number={{ ...number, state: 'waiting', before: 3, why: 'Số hẹn 08:30, tính từ 08:00.' }} />);
  const text = document.body.textContent ?? '';
  for (const said of [words.visits.number.before(3), words.visits.number.noRange, 'tính từ 08:00']) expect(text).toContain(said);
});

it('says that a number was called in vain and is called again', () => {
  show(<Shown number={{ ...number, state: 'waiting', before: 0, missed_at: '2026-12-01T01:31:00Z' }} />);
  expect(screen.getByText(words.visits.number.missed('08:31'))).toBeTruthy();
});

it('looks again at a number that is done while the desk may take that back', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: new Date('2026-12-01T01:40:00Z') });
  const states = ['done', 'called'] as const;
  let asked = 0;
  server.use(
    http.get(at('reception/numbers/7/'), () => HttpResponse.json({ ...number, state: states[asked++] ?? 'called', desk: 'Bàn 2' })),
    http.get(at('offices/a/'), () => problem(404, 'not_found')),
  );
  show(<Visit />, { address: '/visits/7', path: '/visits/:id' });
  expect(await screen.findByText(words.service.numberStates.done ?? 'Đã đặt lịch')).toBeTruthy();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await screen.findByText(/Bàn 2/)).toBeTruthy();
  vi.useRealTimers();
});

it('says how long it may take once that is known', () => {
  show(<Shown number={{ ...number, state: 'waiting', before: 0, wait_least: 10, wait_most: 25 }} />);
  expect(screen.getByRole('status').textContent).toBe(`${words.visits.number.before(0)} ${words.visits.number.range(10, 25)}`);
});

it('saves an appointment for the calendar as the service wrote it', async () => {
  const shared = vi.fn<(what: ShareData) => Promise<void>>(async () => undefined);
  Object.assign(navigator, { canShare: () => true, share: shared });
  server.use(http.get(at('reception/numbers/7/calendar.ics'), () => new HttpResponse('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', { headers: { 'Content-Type': 'text/calendar' } })));
  show(<Calendar number={number} />);
  fireEvent.click(screen.getByRole('button', { name: words.visits.number.calendar }));
  expect(await screen.findByText(words.visits.number.calendarSaved)).toBeTruthy();
  const [file] = shared.mock.calls[0]?.[0].files ?? [];
  expect([file?.name, file?.type]).toEqual(['lich-hen.ics', 'text/calendar']);
});

it('says in English where a number is called', () => {
  show(<Shown number={{ ...number, state: 'called', state_name: 'Đang được mời', desk: 'Bàn 2' }} />, { words: en });
  expect(document.body.textContent).toContain('Please go to Bàn 2');
  expect(screen.getByText('Being called')).toBeTruthy();
  expect(screen.getByText('Bàn 2').getAttribute('lang')).toBe('vi');
});

it('reads number and code from one pasted line', async () => {
  const asked: unknown[] = [];
  server.use(
    http.post(at('reception/numbers/lookup/'), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(number);
    }),
  );
  show(<Slip />);
  fireEvent.input(screen.getByLabelText(words.visits.lookup.label), { target: { value: '8:30-1 ABCDEFGHJKLMNPQR' } });
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: words.visits.lookup.button })));
  expect(await screen.findByText('8:30-1')).toBeTruthy();
  expect(asked).toEqual([{ label: '8:30-1', secret: 'ABCDEFGHJKLMNPQR', cancel: false }]);
});

it('shows numbers that live before booking, the nearest first, and old ones after it', async () => {
  const rows = [
    { ...number, id: 3, label: 'later', day: '2026-12-04' },
    { ...number, id: 2, label: 'soon', day: '2026-12-02' },
    { ...number, id: 1, label: 'over', day: '2026-11-02', state: 'done' as const },
  ];
  server.use(http.get(at('reception/numbers/'), () => HttpResponse.json({ count: 3, next: null, previous: null, results: rows })));
  show(<Visits />, { address: '/visits', path: '/visits' });
  await screen.findByText(/over/);
  const text = document.body.textContent ?? '';
  const order = ['soon', 'later', words.visits.book, words.visits.past, 'over'].map((one) => text.indexOf(one));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);
});

it('lets a visit be rated before it shows the way there', async () => {
  server.use(
    http.get(at('reception/numbers/7/'), () => HttpResponse.json({ ...number, state: 'done', rating: 'ABCD', can_move: false, can_cancel: false })),
    http.get(at('offices/a/'), () => HttpResponse.json({ contact: { phones: [{ name: '', openPhone: { phoneNumber: '0210111222' } }] }, directions: null })),
  );
  show(<Visit />, { address: '/visits/7', path: '/visits/:id' });
  const call = await screen.findByText(/0210111222/);
  const rate = await screen.findByText(words.visits.number.rate);
  expect(rate.compareDocumentPosition(call) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
