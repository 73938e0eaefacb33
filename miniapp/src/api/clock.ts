/** The service's time: clocks of phones may be wrong by days, and each answer says the right one. */

const MINUTE = 60_000;
let ahead = 0;

/** Set the clock by the `Date` of an answer. Some minutes are a cache's, not a wrong clock's. */
export function synchronise(date: string | null): void {
  const gap = Date.parse(date ?? '') - Date.now();
  if (!Number.isNaN(gap)) ahead = Math.abs(gap) > 5 * MINUTE ? gap : 0;
}

/** Now, as the service has it if an answer came before, else as the phone has it. */
export const now = () => new Date(Date.now() + ahead);
