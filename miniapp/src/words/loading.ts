/** Downloads the words of the chosen language only, those of the first screen first. */
import type { Language } from '../settings';
import { settings } from '../settings';
import type { vi } from './vi';

export type Words = typeof vi;
/** Available before anything else. */
export type FirstWords = Pick<Words, 'common' | 'home'>;

const first: Record<Language, () => Promise<FirstWords>> = {
  vi: async () => (await import('./vi/first')).first,
  en: async () => (await import('./en/first')).first,
  zh: async () => (await import('./zh/first')).first,
  ko: async () => (await import('./ko/first')).first,
};
const all: Record<Language, () => Promise<Words>> = {
  vi: async () => (await import('./vi')).vi,
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
  ko: async () => (await import('./ko')).ko,
};
export const loaded: Partial<Record<Language, Words>> = {};

/** The words of the first screen. Other screens wait for `loadAllWords`, which completes them. */
export async function loadWords(): Promise<Words> {
  const { language } = settings.get();
  return (loaded[language] ??= { ...(await first[language]()) } as Words);
}

export async function loadAllWords(language = settings.get().language): Promise<Words> {
  const words = await all[language]();
  return Object.assign((loaded[language] ??= words), words);
}
