import { QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { delay, http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import { lookAgain } from '../src/api/queries/announcements';
import News from '../src/screens/news/News';
import { chooseWard } from '../src/ward';
import NewsDetail from '../src/screens/newsDetail/NewsDetail';
import { Headline } from '../src/screens/home/Headline';
import { names, remove } from '../src/storage';
import { en } from '../src/words/en';
import { at, problem, service } from './service';
import { show } from './show';

const server = service();

const office = { id: 'tinh', name: 'Công an tỉnh' };
const card = {
  slug: 'lua-dao-vneid', kind: 'scam_warning', kind_name: 'Cảnh báo lừa đảo', version: 1, title: 'Giả danh công an', summary: 'Đừng tin.',
  office, areas: [], audience: 'everybody', severity: 'severe', published_at: '2026-11-27T03:00:00Z', updated_at: '2026-11-27T03:00:00Z',
  corrected_at: null, correction_note: '', expires_at: null, pinned: false, picture: null,
};
const whole = {
  ...card, state: 'published', body_markdown: '', html: '<p>Đừng <strong>mở</strong>.</p>', pinned_until: null, legal_document: '',
  particulars: { scam_marks: ['hxxps://vneid[.]xyz'] }, cacheable: true,
};
const wanted = { ...whole, slug: 'truy-na-1', kind: 'wanted', kind_name: 'Truy nã', title: 'Trần Văn A', html: '<p>Trần Văn A</p>', particulars: {}, cacheable: false };

const one = (found: typeof whole | typeof wanted) => http.get(at(`announcements/${found.slug}/`), () => HttpResponse.json(found));
const list = (...cards: object[]) =>
  http.get(at('announcements/'), () => HttpResponse.json({ count: cards.length, next: null, previous: null, results: cards }));
const failing = http.get(at('announcements/*'), () => HttpResponse.error());
const open = (slug: string) => show(<NewsDetail />, { address: `/news/${slug}`, path: '/news/:slug' });
const stored = () => JSON.stringify({ ...localStorage });

beforeEach(() => {
  names('').forEach(remove);
  chooseWard(null);
});

it('shows an announcement, with the numbers of a scam that cannot be followed', async () => {
  server.use(one(whole));
  open('lua-dao-vneid');
  expect(await screen.findByText('hxxps://vneid[.]xyz')).toBeTruthy();
  expect(screen.getByText('mở').tagName).toBe('STRONG');
});

it('runs nothing that a text would bring', async () => {
  const html = '<p>a<img src=x onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">b</a></p>';
  server.use(one({ ...whole, html }));
  const { container } = open('lua-dao-vneid');
  await screen.findByText('hxxps://vneid[.]xyz');
  expect(container.querySelector('.prose img, .prose script, .prose a')).toBeNull();
});

it('keeps a warning for use without network', async () => {
  server.use(one(whole));
  open('lua-dao-vneid').unmount();
  await waitFor(() => expect(stored()).toContain('Giả danh công an'));
  server.use(failing);
  open('lua-dao-vneid');
  expect(await screen.findByText(/Đây là thông tin lưu lúc/)).toBeTruthy();
  expect(screen.getByText('Giả danh công an')).toBeTruthy();
});

it('keeps nothing of a notice about a person', async () => {
  server.use(one(wanted), list(wanted, card));
  const detail = open('truy-na-1');
  await screen.findAllByText('Trần Văn A');
  detail.unmount();
  const all = show(<News />);
  await screen.findByText('Trần Văn A');
  all.unmount();
  expect(stored()).toContain('Giả danh công an');
  expect(stored()).not.toMatch(/Trần Văn A|truy-na-1/);
  server.use(failing);
  open('truy-na-1');
  expect(await screen.findByText('Không có mạng')).toBeTruthy();
  expect(screen.queryByText('Trần Văn A')).toBeNull();
});

it('shows what is left of a withdrawn one, and forgets what it kept', async () => {
  server.use(one(whole));
  open('lua-dao-vneid').unmount();
  await waitFor(() => expect(stored()).toContain('Giả danh công an'));
  server.use(http.get(at('announcements/*'), () => problem(410, 'announcement_withdrawn')));
  open('lua-dao-vneid');
  expect(await screen.findByText('Tin này không còn được đăng')).toBeTruthy();
  expect(screen.queryByText('Giả danh công an')).toBeNull();
  await waitFor(() => expect(stored()).not.toContain('answer:["news","one"'));
});

it('opened again, shows no name before the service said that it still stands', async () => {
  server.use(one(wanted));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  show(<NewsDetail />, { address: '/news/truy-na-1', path: '/news/:slug', queries });
  await screen.findAllByText('Trần Văn A');
  server.use(
    http.get(at('announcements/*'), async () => {
      await delay(50);
      return problem(410, 'announcement_withdrawn');
    }),
  );
  lookAgain(queries);
  await waitFor(() => expect(screen.queryByText('Trần Văn A')).toBeNull());
  expect(await screen.findByText('Tin này không còn được đăng')).toBeTruthy();
});

it('marks what was read on this phone, until it is corrected', async () => {
  server.use(one(whole), list(card));
  const detail = open('lua-dao-vneid');
  await waitFor(() => expect(stored()).toContain('news-read'));
  detail.unmount();
  const read = show(<News />);
  expect((await screen.findByText('27/11/2026')).textContent).not.toContain('chưa đọc');
  read.unmount();
  server.use(list({ ...card, version: 2, corrected_at: '2026-11-28T03:00:00Z' }));
  show(<News />);
  expect(await screen.findByText(/đã đính chính · chưa đọc/)).toBeTruthy();
});

it('shows on the first screen what is pinned, else the gravest', async () => {
  const cards = [
    { ...card, slug: 'a', title: 'Thường', severity: 'minor' },
    { ...card, slug: 'b', title: 'Nặng', severity: 'extreme' },
    { ...card, slug: 'c', title: 'Ghim lên', severity: 'minor', pinned: true },
    { ...card, slug: 'd', title: 'Thứ tư', severity: 'minor' },
  ];
  server.use(list(...cards));
  show(<Headline />);
  await screen.findByText('Ghim lên');
  expect(screen.queryByText('Nặng')).toBeNull();
  cleanup();
  server.use(list(...cards.slice(0, 2)));
  show(<Headline />);
  await screen.findByText('Nặng');
  expect(screen.queryByText('Thường')).toBeNull();
});

it('says nothing on the first screen where the service does not answer', async () => {
  server.use(failing);
  const { container } = show(<Headline />);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(container.textContent).toBe('');
});

it('asks for one kind, and for the place that the citizen chose', async () => {
  const asked: string[] = [];
  server.use(
    http.get(at('announcements/'), ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ count: 0, next: null, previous: null, results: [] });
    }),
  );
  chooseWard({ id: 'ca-phuong-thanh-mieu', name: 'Công an phường Thanh Miếu' });
  show(<News />);
  await screen.findByText('0 tin');
  const kinds = screen.getByLabelText<HTMLSelectElement>('Loại tin');
  kinds.value = 'traffic';
  kinds.dispatchEvent(new Event('change', { bubbles: true }));
  await waitFor(() => expect(asked[asked.length - 1]).toBe('?kind=traffic&area=ca-phuong-thanh-mieu&page=1&page_size=20'));
});

it('gives a link of the web page where nothing can be shared', async () => {
  server.use(one(whole));
  open('lua-dao-vneid');
  fireEvent.click(await screen.findByText('Gửi qua Zalo'));
  expect(await screen.findByText(`${location.origin}/tin/lua-dao-vneid/`)).toBeTruthy();
});

it('shares no name of a person', async () => {
  const share = vi.fn(async () => undefined);
  Object.assign(navigator, { share });
  server.use(one(wanted));
  open('truy-na-1');
  fireEvent.click(await screen.findByText('Gửi qua Zalo'));
  await waitFor(() => expect(share).toHaveBeenCalled());
  expect(JSON.stringify(share.mock.calls)).toContain('?news=truy-na-1');
  expect(JSON.stringify(share.mock.calls)).not.toContain('Trần Văn A');
  Reflect.deleteProperty(navigator, 'share');
});

it('speaks English around the Vietnamese text', async () => {
  server.use(one(whole));
  show(<NewsDetail />, { address: '/news/lua-dao-vneid', path: '/news/:slug', words: en });
  expect(await screen.findByText("The scammers' links and numbers")).toBeTruthy();
  expect(screen.getByText('Giả danh công an').lang).toBe('vi');
});
