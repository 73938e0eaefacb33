import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';

import { forgetEverything, leave, turn, watchPerson } from '../src/api/forgetting';
import type { Parcel } from '../src/api/outbox';
import { arrived, outbox } from '../src/api/outbox';
import { hasAgreed, session } from '../src/api/session';
import { names, PREFIX, read, write } from '../src/storage';
import { citizen } from './service';

const parcel = (id: string, owner: string): Parcel => ({ id, key: id, kind: 'rating', method: 'POST', path: '/', body: {}, at: Date.now(), owner });

function used() {
  const queries = new QueryClient();
  queries.setQueryData(['mine', 'overview'], { name: 'Lan' });
  queries.setQueryData(['terms'], { version: '1' });
  write('settings', { size: 'large' });
  write('draft:rating', { words: 'Cán bộ tận tình' });
  write('own:["mine","number","7"]', { at: '2026-11-26', data: {} });
  write('answer:["terms"]', { at: '2026-11-26', data: {} });
  write('agreed', citizen.created_at);
  write('outbox', [parcel('own', citizen.created_at), parcel('other', 'x')]);
  outbox.set(read<Parcel[]>('outbox') ?? []);
  return queries;
}

it('forgets after an erasure all but how the app is to be read, and what others wait to send', () => {
  const queries = used();
  forgetEverything(queries);
  expect(names('').sort()).toEqual(['outbox', 'settings']);
  expect(outbox.get().map(({ id }) => id)).toEqual(['other']);
  expect(hasAgreed()).toBe(false);
  expect(queries.getQueryCache().getAll()).toEqual([]);
});

it('leaves no outbox behind where nobody else has something to send', () => {
  const queries = used();
  write('outbox', [parcel('own', citizen.created_at)]);
  forgetEverything(queries);
  expect(names('')).toEqual(['settings']);
});

it('forgets at a log-out what is the citizen\'s, and keeps what still has to be sent', () => {
  const queries = used();
  leave(queries);
  expect(queries.getQueryData(['mine', 'overview'])).toBeUndefined();
  expect(queries.getQueryData(['terms'])).toBeDefined();
  expect([read('draft:rating'), names('own:')]).toEqual([null, []]);
  expect(outbox.get()).toHaveLength(2);
  expect(hasAgreed()).toBe(false);
});

const other = { ...citizen, created_at: '2026-11-02T00:00:00Z' };

it('shows the next person nothing of the one before, once Zalo has another account', () => {
  session.set({ token: 'a', citizen });
  const queries = used();
  watchPerson(queries);
  const before = turn.get();
  session.set({ token: 'b', citizen: other });
  expect([queries.getQueryData(['mine', 'overview']), read('draft:rating'), names('own:'), turn.get() > before]).toEqual([undefined, null, [], true]);
  expect(outbox.get()).toHaveLength(2);
});

it('ends the session of this window when somebody logs out in another', () => {
  session.set({ token: 'a', citizen });
  watchPerson(used());
  localStorage.removeItem(`${PREFIX}agreed`);
  dispatchEvent(new StorageEvent('storage', { key: `${PREFIX}agreed` }));
  expect([session.get(), read('draft:rating')]).toEqual([null, null]);
});

it('asks anew for what is the citizen\'s once something of theirs arrived', () => {
  const queries = used();
  watchPerson(queries);
  arrived.set(arrived.get() + 1);
  expect(queries.getQueryState(['mine', 'overview'])?.isInvalidated).toBe(true);
  expect(queries.getQueryState(['terms'])?.isInvalidated).toBe(false);
});
