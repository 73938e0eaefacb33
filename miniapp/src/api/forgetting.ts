/** What the phone deletes when a citizen leaves, or when another one comes. */
import type { QueryClient } from '@tanstack/react-query';

import { observable } from '../observable';
import { names, PREFIX, read, remove } from '../storage';
import { OWN } from './offline';
import { arrived, empty, isMine } from './outbox';
import { end, forget, person, session } from './session';
import { uploads } from './uploads';

/** Logged out: nothing of the citizen is shown any more. What waits to be sent is theirs and is kept. */
export function leave(queries: QueryClient): void {
  forget();
  clear(queries);
}

/** Erased: as if they had never opened the app here, except for display settings. What others wrote is kept. */
export function forgetEverything(queries: QueryClient): void {
  empty((parcel) => !isMine(parcel));
  forget();
  clear(queries);
  names('')
    .filter((name) => !['settings', 'outbox'].includes(name))
    .forEach(remove);
  queries.clear();
}

function clear(queries: QueryClient): void {
  uploads.set({});
  queries.removeQueries({ queryKey: ['mine'] });
  [...names('draft:'), ...names(OWN)].forEach(remove);
}

/** Changes with the person: the screen is then rendered again, without the previous person's words. */
export const turn = observable(0);

/**
 * Zalo may have another account now; or somebody logged in or out in another window. What arrived of who is
 * here is asked for anew.
 */
export function watchPerson(queries: QueryClient): void {
  arrived.subscribe(() => void queries.invalidateQueries({ queryKey: ['mine'] }));
  let last = person();
  const another = () => {
    clear(queries);
    turn.set(turn.get() + 1);
  };
  session.subscribe(() => {
    const next = person();
    if (last && next && next !== last) another();
    last = next;
  });
  addEventListener('storage', ({ key }) => {
    if (key !== `${PREFIX}agreed` || !last || read('agreed') === last) return;
    last = '';
    end();
    another();
  });
}
