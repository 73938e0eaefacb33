/** The last answers, for use without network: public ones, and of the citizen's own only their numbers. */
import { names, read, remove, write } from '../storage';
import { now } from './clock';

/** Old phones have little room: about 5 KB an answer. */
const MOST = 60;

interface Kept<T> {
  at: string;
  data: T;
}

const dates = new WeakMap<object, string>();

/** What is the citizen's own is deleted when they leave (forgetting.ts), and never to make room. */
export const OWN = 'own:';
const nameOf = (key: readonly unknown[]) => `${key[0] === 'mine' ? OWN : 'answer:'}${JSON.stringify(key)}`;

export function keep(key: readonly unknown[], data: object): void {
  write(nameOf(key), { at: now().toISOString(), data });
  const all = names('answer:');
  if (all.length <= MOST) return;
  const byAge = all.map((name) => ({ name, at: read<Kept<unknown>>(name)?.at ?? '' }));
  byAge.sort((one, other) => (one.at < other.at ? -1 : 1));
  byAge.slice(0, all.length - MOST).forEach(({ name }) => remove(name));
}

/** Delete it: the service withdrew it. */
export const drop = (key: readonly unknown[]) => remove(nameOf(key));

/** Return the stored answer, with its date, or null. */
export function kept<T extends object>(key: readonly unknown[]): T | null {
  const found = read<Kept<T>>(nameOf(key));
  if (!found || typeof found.data !== 'object') return null;
  dates.set(found.data, found.at);
  return found.data;
}

/** Return when a stored answer was fresh; null if it came from the service just now. */
export function keptAt(data: unknown): string | null {
  return typeof data === 'object' && data !== null ? (dates.get(data) ?? null) : null;
}
