/** The words of the language of choice; only these are downloaded. */
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';

import { useObservable } from '../observable';
import type { Language } from '../settings';
import { settings } from '../settings';
import type { vi } from './vi';

export type Words = typeof vi;

const load: Record<Language, () => Promise<Words>> = {
  vi: async () => (await import('./vi')).vi,
  en: async () => (await import('./en')).en,
};
const Context = createContext<Words | null>(null);

export function loadWords(): Promise<Words> {
  return load[settings.get().language]();
}

/** Give the words to everything inside, and change them when another language is chosen. */
export function WordsProvider({ first, children }: { first: Words; children: ReactNode }) {
  const { language } = useObservable(settings);
  const [words, setWords] = useState(first);
  useEffect(() => {
    let isCurrent = true;
    // Without network the other language cannot come; the present one stays.
    load[language]().then((loaded) => isCurrent && setWords(loaded), () => undefined);
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('useWords outside WordsProvider');
  return words;
}
