/**
 * Deep links: `https://zalo.me/s/<id>/?key=value`, built by the backend for codes, notices and articles. Nonsense
 * leads to the first screen, without a request to the service.
 */
import { paths } from './paths';

const IDENTIFIER = /^[\w.\-]{1,120}$/;
/** Codes of counters are signed and long; the service checks them. */
const SCANNED = /^[^\s\u0000-\u001f]{1,600}$/;

const TARGETS: [key: string, form: RegExp, path: (value: string) => string][] = [
  ['rating', SCANNED, paths.rate],
  ['office', IDENTIFIER, paths.office],
  ['procedure', IDENTIFIER, paths.procedure],
  ['dossier', IDENTIFIER, paths.lookUpCode],
  ['question', IDENTIFIER, paths.question],
  ['news', IDENTIFIER, paths.announcement],
  ['request', IDENTIFIER, () => paths.data],
  ['ratings', IDENTIFIER, () => paths.myRatings],
  ['reports', IDENTIFIER, () => paths.reports],
];

/** Return the screen of a query; null if it has none. The first known key counts. */
export function resolve(query: string): string | null {
  const values = new URLSearchParams(query);
  for (const [key, form, path] of TARGETS) {
    const value = values.get(key)?.trim();
    if (value && form.test(value)) return path(value);
  }
  return null;
}
