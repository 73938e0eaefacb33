import { resolve } from '../../links';
import { paths } from '../../paths';

/** Signed codes: a counter's three parts, or a poster's. The service checks them. */
const CODE = /^(?=.{20,600}$)([\w.-]+:[\w-]+:[\w-]+|p\.[\w-]+\.[\w-]+)$/;

/** Our own address on paper and on screens: the service leads it to the deep link. */
const PRINTED = /^\/m\/([a-z]+)\/([^/]+)\/?$/;

/**
 * Return the screen of a scanned text: the rating of a counter, another of ours, or null for foreign texts (a
 * payment, an address, an identity card).
 */
export function screenOf(scanned: string): string | null {
  const text = scanned.trim();
  if (CODE.test(text)) return paths.rate(text);
  try {
    const { pathname, search } = new URL(text);
    const [, key, value] = PRINTED.exec(pathname) ?? [];
    return resolve(key ? `?${key}=${value}` : search);
  } catch {
    return null;
  }
}
