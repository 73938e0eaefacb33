/** Display settings: language, colours, size of letters. */
import { observable } from './value';
import { read, write } from './storage';

/** Each in its own name, for whoever reads no other. */
export const LANGUAGES = { vi: 'Tiếng Việt', en: 'English', zh: '中文', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;
export type Theme = 'system' | 'light' | 'dark';
export type Size = 'normal' | 'large' | 'largest';
export interface Settings {
  language: Language;
  theme: Theme;
  size: Size;
}

const CHOICES = {
  language: Object.keys(LANGUAGES) as Language[],
  theme: ['system', 'light', 'dark'],
  size: ['normal', 'large', 'largest'],
} as const;

function kept(): Settings {
  const found: Partial<Record<keyof Settings, unknown>> = read('settings') ?? {};
  const valid = <K extends keyof Settings>(name: K) =>
    (CHOICES[name] as readonly unknown[]).includes(found[name]) ? (found[name] as Settings[K]) : (CHOICES[name][0] as Settings[K]);
  return { language: found.language ? valid('language') : ofPhone(), theme: valid('theme'), size: valid('size') };
}

/** The first of the phone's languages that there are words for; English for who reads none of them. */
function ofPhone(): Language {
  const wanted = navigator.languages ?? [];
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code in LANGUAGES);
  return (known as Language | undefined) ?? (wanted.length ? 'en' : 'vi');
}

export const settings = observable<Settings>(kept());

export function change(values: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...values });
  write('settings', settings.get());
  apply();
}

/** Set the choices on the page, where the stylesheet reads them. */
export function apply(): void {
  const { language, theme, size } = settings.get();
  const page = document.documentElement;
  page.lang = language;
  page.dataset.theme = theme;
  page.dataset.size = size;
}
