/**
 * Deep links: `https://zalo.me/s/<id>/?key=value`, built by the backend for codes, notices and articles. Nonsense
 * leads to the first screen, without a request to the service.
 */
import { paths } from './paths';

const IDENTIFIER = /^[\w.\-]{1,120}$/;
/** The name of a case; the service knows which there are. */
const CASE = /^[^\u0000-\u001f]{1,300}$/;
/** Codes of counters are signed and long; the service checks them. */
const SCANNED = /^[^\s\u0000-\u001f]{1,600}$/;

/** A counter and, where a call screen showed it, the code that says that somebody is there. */
const QUEUE = /^\d{1,9}(\.[A-Za-z0-9]{4,20})?$/;

type Path = (value: string, others: URLSearchParams) => string;

const ofCase: Path = (id, others) => {
  const name = others.get('case') ?? '';
  const channel = others.get('channel') ?? '';
  return paths.procedure(id, { case: CASE.test(name) ? name : '', channel: IDENTIFIER.test(channel) ? channel : '' });
};

const TARGETS: [key: string, form: RegExp, path: Path][] = [
  ['rating', SCANNED, (code) => paths.rate(code)],
  ['office', IDENTIFIER, (id) => paths.office(id)],
  ['procedure', IDENTIFIER, ofCase],
  ['dossier', IDENTIFIER, (code) => paths.lookUpCode(code)],
  ['question', IDENTIFIER, (id) => paths.question(id)],
  ['news', IDENTIFIER, (slug) => paths.announcement(slug)],
  ['request', IDENTIFIER, () => paths.data],
  ['ratings', IDENTIFIER, () => paths.myRatings],
  ['appointment', IDENTIFIER, (id) => paths.visit(id)],
  ['queue', QUEUE, (queue) => (queue.includes('.') ? paths.onTheSpot(queue) : paths.booking({ queue }))],
  ['reports', IDENTIFIER, () => paths.reports],
];

/** Return the screen of a query; null if it has none. The first known key counts. */
export function resolve(query: string): string | null {
  const values = new URLSearchParams(query);
  for (const [key, form, path] of TARGETS) {
    const value = values.get(key)?.trim();
    if (value && form.test(value)) return path(value, values);
  }
  return null;
}
