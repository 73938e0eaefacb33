/**
 * Codes of dossiers in typed, pasted or scanned text: the same rule as the service's `clean_code`, so that a typing
 * mistake does not count as an attempt there.
 */
import { screenOf } from '../rate/scanned';

const CODE = '[A-Z0-9]+(?:\\.[A-Z0-9]+)*-\\d{6}-\\d{4,6}';
const WHOLE = new RegExp(`^${CODE}$`);
const INSIDE = new RegExp(`(?:^|[^A-Z0-9.-])(${CODE})(?![A-Z0-9-])`, 'g');
const MOST_LETTERS = 60;
const MOST_PASTED = 2000;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** Return the one code in `text`; null if there is none, or several. */
export function readCode(text: string): string | null {
  const plain = plainOf(text.slice(0, MOST_PASTED));
  const parts = plain.split(/\s+/).filter(Boolean);
  const whole = [parts.join(''), parts.join('-')].find((one) => WHOLE.test(one) && isPossible(one));
  if (whole) return whole;
  const inside = new Set<string>();
  const joined = plain.replace(/\s*-\s*/g, '-');
  for (let found = INSIDE.exec(joined); found; found = INSIDE.exec(joined)) {
    if (found[1] && isPossible(found[1])) inside.add(found[1]);
  }
  const [code] = [...inside];
  return code && inside.size === 1 ? code : null;
}

/** The target of a scanned code: a dossier, another screen of this app, or null. */
export function readScan(text: string): { code: string } | { path: string } | null {
  const code = readCode(text);
  if (code) return { code };
  const path = screenOf(text);
  return path ? { path } : null;
}

function plainOf(text: string): string {
  return decoded(text).normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').replace(/[。·]/g, '.').toUpperCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The six digits are a real day, as YYMMDD. */
function isPossible(code: string): boolean {
  const digits = code.split('-').slice(-2)[0] ?? '';
  const [year = 0, month = 0, day = 0] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
  const date = new Date(Date.UTC(2000 + year, month - 1, day));
  return code.length <= MOST_LETTERS && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
