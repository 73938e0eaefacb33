/** What a person is writing: kept on this phone until it is sent or they log out, so that no word is lost. */
import { useRef, useState } from 'react';

import { idempotencyKey } from './api/client';
import { read, remove, write } from './storage';

interface Drafted<T> {
  /** With the key under which the service takes it once, however often it is sent. Anew after each change. */
  draft: T & { key: string };
  change: (values: Partial<T>) => void;
  clear: () => void;
}

/** The draft called `name`, which begins as `empty`. */
export function useDraft<T extends object>(name: string, empty: T): Drafted<T> {
  const place = `draft:${name}`;
  const fresh = (values?: Partial<T> | null) => ({ ...empty, key: idempotencyKey(), ...values });
  const [draft, setDraft] = useState(() => fresh(read<Partial<T>>(place)));
  const latest = useRef(draft);

  function put(next: typeof draft) {
    latest.current = next;
    setDraft(next);
  }
  return {
    draft,
    change(values) {
      put({ ...latest.current, ...values, key: idempotencyKey() });
      write(place, latest.current);
    },
    clear() {
      put(fresh());
      remove(place);
    },
  };
}

/** When the first of these files was sent, and now if there is none: the service keeps them from then on. */
export const earliest = (files: { since: number }[]) => Math.min(Date.now(), ...files.map(({ since }) => since));
