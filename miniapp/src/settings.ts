/** Display settings: language, colours, size of letters. */
import { observable } from './value';
import { read, write } from './storage';

export type Language = 'vi' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Size = 'normal' | 'large' | 'largest';
export interface Settings {
  language: Language;
  theme: Theme;
  size: Size;
}

const CHOICES = {
  language: ['vi', 'en'],
  theme: ['system', 'light', 'dark'],
  size: ['normal', 'large', 'largest'],
} as const;

function kept(): Settings {
  const found: Partial<Record<keyof Settings, unknown>> = read('settings') ?? {};
  const valid = <K extends keyof Settings>(name: K) =>
    (CHOICES[name] as readonly unknown[]).includes(found[name]) ? (found[name] as Settings[K]) : (CHOICES[name][0] as Settings[K]);
  return { language: valid('language'), theme: valid('theme'), size: valid('size') };
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
