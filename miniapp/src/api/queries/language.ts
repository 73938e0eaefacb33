/** Procedures come in the language of choice where the service has a translation, else in Vietnamese. */
import { settings } from '../../settings';

/** To be spread into the query of whatever names procedures. */
export function inLanguage(): { lang?: string } {
  const { language } = settings.get();
  return language === 'vi' ? {} : { lang: language };
}

/** The key of an answer that differs by language. */
export function byLanguage(...key: unknown[]): unknown[] {
  const { lang } = inLanguage();
  return lang ? [...key, lang] : key;
}
