import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';

import type { Parcel } from '../src/api/outbox';
import { delivered, outbox } from '../src/api/outbox';
import { Screen, Skeleton } from '../src/kit';
import { write } from '../src/storage';
import { en } from '../src/words/en';
import { vi as vietnamese } from '../src/words/vi';
import { unopened } from '../src/zalo/unopened';
import { show } from './show';
import { citizen } from './service';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: {} }));

const mine = citizen.created_at;
const parcel = (values: Partial<Parcel>): Parcel => ({
  ...{ id: '1', key: '1', kind: 'question', method: 'POST', path: '/', body: { text: 'Bao giờ xong?' }, at: 0, owner: mine },
  ...values,
});

function open(parcels: Parcel[], words = vietnamese) {
  outbox.set(parcels);
  show(<Screen title="x">{null}</Screen>, { words });
}

afterEach(() => outbox.set([]));

it.each([
  ['HTTP 413', vietnamese.common.outboxHeld['HTTP 413']],
  ['HTTP 405', vietnamese.common.outboxHeld.HTTP],
  ['old', vietnamese.common.outboxHeld.old],
  ['Ông/bà đã hỏi quá nhiều.', vietnamese.common.outboxRefused('Ông/bà đã hỏi quá nhiều.')],
])('says in a sentence why something stays that met «%s»', (refused, sentence) => {
  write('agreed', mine);
  open([parcel({ refused })]);
  expect(screen.getByText(sentence ?? '?')).toBeDefined();
  expect(screen.queryByText(/HTTP/)).toBeNull();
});

it.each([vietnamese, en])('counts what waits for somebody else, and shows none of it', (words) => {
  open([parcel({}), parcel({ id: '2', refused: 'old' })], words);
  expect(screen.getByText(words.common.outboxOthers(2))).toBeDefined();
  expect(screen.queryByText(/Bao giờ xong/)).toBeNull();
});

it('says on one screen that what waited was sent', () => {
  delivered.set(2);
  show(<Screen title="x">{null}</Screen>);
  expect(screen.getByText(vietnamese.common.delivered(2))).toBeDefined();
  cleanup();
  expect(delivered.get()).toBe(0);
});

it('says without network whom one can call: 113, and the police of the own ward', () => {
  write('names', { version: 1, language: 'vi', at: '', procedures: [], offices: [{ id: 'w', name: 'Công an phường Đông', more: '', phone: '0210' }] });
  write('news-place', { id: 'w', name: 'Đông' });
  const line = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  show(<Screen title="x">{null}</Screen>);
  const numbers = [...document.querySelectorAll('.notice a')].map((link) => link.getAttribute('href'));
  expect(numbers).toEqual(['tel:113', 'tel:0210']);
  line.mockReturnValue(true);
  act(() => void dispatchEvent(new Event('online')));
  expect(screen.queryByText(vietnamese.common.noNetwork)).toBeNull();
});

it('shows, on any screen, what to do where Zalo could not open something', () => {
  show(<Screen title="x">{null}</Screen>);
  act(() => unopened.set('https://zalo.me/4242'));
  expect(screen.getByRole('dialog', { hidden: true }).textContent).toContain('https://zalo.me/4242');
  act(() => screen.getByRole('button', { name: vietnamese.common.close, hidden: true }).click());
  expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
});

it('says after a second what is awaited', () => {
  vi.useFakeTimers();
  show(<Skeleton awaited="Đang tìm" />);
  expect(screen.queryByText('Đang tìm')).toBeNull();
  act(() => void vi.advanceTimersByTime(1000));
  expect(screen.getByText('Đang tìm')).toBeDefined();
  vi.useRealTimers();
});
