/** What a person is writing: kept on this phone until it is sent or they log out, so that no word is lost. */
import { useRef, useState } from 'react';

import { read, remove, write } from './storage';

const nameOf = (name: string) => `draft:${name}`;

interface Drafted<T> {
  draft: T;
  change: (values: Partial<T>) => void;
  clear: () => void;
}

/** The draft called `name`, which begins as `empty`. */
export function useDraft<T extends object>(name: string, empty: T): Drafted<T> {
  const [draft, setDraft] = useState<T>(() => ({ ...empty, ...read<Partial<T>>(nameOf(name)) }));
  const latest = useRef(draft);

  function put(next: T) {
    latest.current = next;
    setDraft(next);
  }
  return {
    draft,
    change(values) {
      put({ ...latest.current, ...values });
      write(nameOf(name), latest.current);
    },
    clear() {
      put(empty);
      remove(nameOf(name));
    },
  };
}
