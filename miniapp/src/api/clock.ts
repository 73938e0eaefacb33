/** The service's time: clocks of phones may be wrong by days, and each answer has the right time. */

const MINUTE = 60_000;
let ahead = 0;

/**
 * Set the clock by the `Date` of an answer. A difference of minutes may come from a cache, not from a wrong clock.
 */
export function synchronise(date: string | null): void {
  const gap = Date.parse(date ?? '') - Date.now();
  if (!Number.isNaN(gap)) ahead = Math.abs(gap) > 5 * MINUTE ? gap : 0;
}

/** The service's time after the first answer, before it the phone's. */
export const now = () => new Date(Date.now() + ahead);
