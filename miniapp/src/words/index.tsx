/** The words of the chosen language, for everything that is rendered. */
import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';

import { useObservable } from '../observable';
import type { Language } from '../settings';
import { change, settings } from '../settings';
import type { Words } from './loading';
import { loadAllWords, loaded } from './loading';

export type { FirstWords, Words } from './loading';
export { loadAllWords } from './loading';

const Context = createContext<Words | null>(null);

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
