/** Procedures are shown in the chosen language if the service has a translation, else in Vietnamese. */
import { settings } from '../../settings';

/** Spread it into every query that returns names of procedures. */
export function inLanguage(): { lang?: string } {
  const { language } = settings.get();
  return language === 'vi' ? {} : { lang: language };
}

/** The key of an answer that differs by language. */
export function byLanguage(...key: unknown[]): unknown[] {
  const { lang } = inLanguage();
  return lang ? [...key, lang] : key;
}
