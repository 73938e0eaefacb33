/** The words of the chosen language; only these are downloaded, those of the first screen first. */
import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';

import { useObservable } from '../observable';
import type { Language } from '../settings';
import { change, settings } from '../settings';
import type { vi } from './vi';

export type Words = typeof vi;
/** Available before anything else. */
export type FirstWords = Pick<Words, 'common' | 'home'>;

const first: Record<Language, () => Promise<FirstWords>> = {
  vi: async () => (await import('./vi/first')).first,
  en: async () => (await import('./en/first')).first,
};
const all: Record<Language, () => Promise<Words>> = {
  vi: async () => (await import('./vi')).vi,
  en: async () => (await import('./en')).en,
};
const loaded: Partial<Record<Language, Words>> = {};
const Context = createContext<Words | null>(null);

/** The words of the first screen. Other screens wait for `loadAllWords`, which completes them. */
export async function loadWords(): Promise<Words> {
  const { language } = settings.get();
  return (loaded[language] ??= { ...(await first[language]()) } as Words);
}

export async function loadAllWords(language = settings.get().language): Promise<Words> {
  const words = await all[language]();
  return Object.assign((loaded[language] ??= words), words);
}

/** Change the language once its words are loaded; false if they cannot be: the present one stays. */
export async function speak(language: Language): Promise<boolean> {
  try {
    await loadAllWords(language);
  } catch {
    return false;
  }
  change({ language });
  return true;
}

/** Provide the words to everything inside, and switch them with the language. */
export function WordsProvider({ first, children }: { first: Words; children: ReactNode }) {
  const { language } = useObservable(settings);
  return <Context.Provider value={loaded[language] ?? first}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('useWords outside WordsProvider');
  return words;
}
