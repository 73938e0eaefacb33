/**
 * The names of all procedures and offices, kept on the phone: the search field answers at once, and without network.
 * Names only: what a procedure needs and costs is asked for each time.
 */
import { settings } from '../settings';
import { readOnce, write } from '../storage';
import { answer, open } from './client';
import { now } from './clock';
import { inLanguage } from './queries/language';

/** Another form of what is kept: the former one is asked for anew. */
const VERSION = 1;
const KEPT = 'names';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Twice what a province has; about 40 KB. */
const MOST = 400;
const PAGE = 50;

export interface Named {
  id: string;
  name: string;
  /** Under a procedure its levels, under an office its former communes. */
  more: string;
  phone?: string;
}

interface Names {
  version: number;
  language: string;
  at: string;
  procedures: Named[];
  offices: Named[];
}

function kept(): Names | null {
  const names = readOnce<Names>(KEPT);
  return names?.version === VERSION && names.language === settings.get().language ? names : null;
}

/** When they were fetched; null if there are none in this language. */
export const namesAt = () => kept()?.at ?? null;

/** Fetch them once a day. What fails is tried at the next start. */
export async function refreshNames(): Promise<void> {
  const last = Date.parse(namesAt() ?? '');
  const time = now();
  if (Math.abs(time.getTime() - last) < DAY_MS) return;
  const { language } = settings.get();
  const [procedures, offices] = [await allProcedures(), await allOffices()];
  write(KEPT, { version: VERSION, language, at: time.toISOString(), procedures, offices } satisfies Names);
}

async function allProcedures(): Promise<Named[]> {
  const { results } = await answer(open.GET('/api/v1/procedures/cards/', { params: { query: inLanguage() } }));
  return results.slice(0, MOST).map(({ id, name, level_names }) => ({ id, name, more: level_names.join(', ') }));
}

async function allOffices(): Promise<Named[]> {
  const found: Named[] = [];
  for (let page = 1; found.length < MOST; page += 1) {
    const { results, next } = await answer(open.GET('/api/v1/offices/', { params: { query: { page, page_size: PAGE } } }));
    for (const { id, name, former_names, contact } of results) {
      const phone = contact.phones[0]?.openPhone.phoneNumber;
      found.push({ id, name, more: former_names.join(', '), ...(phone && { phone }) });
    }
    if (!next) break;
  }
  return found;
}

/** The kept office, for its phone. */
export const keptOffice = (id: string) => kept()?.offices.find((office) => office.id === id);

/** Without marks and capitals, in words: «Cấp đổi hộ chiếu» is cap, doi, ho, chieu. */
const wordsOf = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .split(/[\s,.;:()/«»"'–-]+/)
    .filter(Boolean);

const known = new WeakMap<Named, string[]>();

function wordsOfName(kind: 'procedures' | 'offices', one: Named): string[] {
  const words = known.get(one) ?? wordsOf(kind === 'offices' ? `${one.name} ${one.more}` : one.name);
  known.set(one, words);
  return words;
}

/** Kept names that hold most of the words of `text`, those that hold all first, then the shortest. */
export function findNames(kind: 'procedures' | 'offices', text: string, most = 6): Named[] {
  const asked = wordsOf(text);
  if (asked.length === 0) return [];
  const counted = (kept()?.[kind] ?? []).map((one) => {
    const words = wordsOfName(kind, one);
    return { one, count: asked.filter((word) => words.some((other) => other.startsWith(word))).length };
  });
  return counted
    .filter(({ count }) => count * 3 >= asked.length * 2)
    .sort((a, b) => b.count - a.count || a.one.name.length - b.one.name.length)
    .slice(0, most)
    .map(({ one }) => one);
}
