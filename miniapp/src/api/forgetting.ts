/** What the phone forgets when a citizen leaves. */
import type { QueryClient } from '@tanstack/react-query';

import { names, remove } from '../storage';
import { empty } from './outbox';
import { forget } from './session';
import { uploads } from './uploads';

/** Logged out: nothing of the citizen is shown any more. What waits to be sent is theirs and stays. */
export function leave(queries: QueryClient): void {
  forget();
  uploads.set({});
  queries.removeQueries({ queryKey: ['mine'] });
  names('draft:').forEach(remove);
}

/** Erased: as if the app had never been opened here, except for how it is to be read. */
export function forgetEverything(queries: QueryClient): void {
  forget();
  empty();
  uploads.set({});
  names('')
    .filter((name) => name !== 'settings')
    .forEach(remove);
  queries.clear();
}
