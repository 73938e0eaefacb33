/** A draft: stored on this phone until it is sent or the person logs out, so that no word is lost. */
import { useRef, useState } from 'react';

import { idempotencyKey } from './api/client';
import { read, remove, write } from './storage';

interface Drafted<T> {
  /** With the key that makes the service accept it once, however often it is sent. A new one after each change. */
  draft: T & { key: string };
  change: (values: Partial<T>) => T & { key: string };
  clear: () => void;
}

/** The draft called `name`, initially `empty`. */
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
      return latest.current;
    },
    clear() {
      put(fresh());
      remove(place);
    },
  };
}

/** When the first of these files was sent, or now if there is none: the service keeps them from then on. */
export const earliest = (files: { since: number }[]) => Math.min(Date.now(), ...files.map(({ since }) => since));
