/**
 * Deep links: `https://zalo.me/s/<id>/?key=value`, as the backend makes them for codes, notices and
 * articles. What is nonsense leads to the first screen; nothing is asked of the service to find out.
 */
import { paths } from './paths';

const IDENTIFIER = /^[\w.\-]{1,120}$/;
/** Codes of counters are signed and long; the service judges them. */
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

/** Return the screen that a query leads to; null if it leads nowhere. The first known key counts. */
export function resolve(query: string): string | null {
  const values = new URLSearchParams(query);
  for (const [key, form, path] of TARGETS) {
    const value = values.get(key)?.trim();
    if (value && form.test(value)) return path(value);
  }
  return null;
}
