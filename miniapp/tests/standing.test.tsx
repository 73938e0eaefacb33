import { screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';

import type { Parcel } from '../src/api/outbox';
import { outbox } from '../src/api/outbox';
import { Screen } from '../src/kit';
import { write } from '../src/storage';
import { en } from '../src/words/en';
import { vi as vietnamese } from '../src/words/vi';
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
