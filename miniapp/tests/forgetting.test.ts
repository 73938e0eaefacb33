import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';

import { forgetEverything, leave } from '../src/api/forgetting';
import { outbox } from '../src/api/outbox';
import { hasAgreed } from '../src/api/session';
import { names, read, write } from '../src/storage';

function used() {
  const queries = new QueryClient();
  queries.setQueryData(['mine', 'overview'], { name: 'Lan' });
  queries.setQueryData(['terms'], { version: '1' });
  write('settings', { size: 'large' });
  write('agreed', true);
  write('draft:rating', { words: 'Cán bộ tận tình' });
  write('answer:["terms"]', { at: '2026-11-26', data: {} });
  outbox.set([{ key: 'k', kind: 'rating', method: 'POST', path: '/', body: {}, at: Date.now(), owner: 'x' }]);
  return queries;
}

it('forgets after an erasure all but how the app is to be read', () => {
  const queries = used();
  forgetEverything(queries);
  expect(names('')).toEqual(['settings']);
  expect(outbox.get()).toEqual([]);
  expect(read('outbox')).toBeNull();
  expect(hasAgreed()).toBe(false);
  expect(queries.getQueryCache().getAll()).toEqual([]);
});

it('forgets at a log-out what is the citizen\'s, and keeps what still has to be sent', () => {
  const queries = used();
  leave(queries);
  expect(queries.getQueryData(['mine', 'overview'])).toBeUndefined();
  expect(queries.getQueryData(['terms'])).toBeDefined();
  expect(read('draft:rating')).toBeNull();
  expect(outbox.get()).toHaveLength(1);
  expect(hasAgreed()).toBe(false);
});
