/** The service's time. Clocks of phones may be wrong by days; each answer says what time it is there. */

const MINUTE = 60_000;
let ahead = 0;

/** Take note of the `Date` of an answer. What a cache kept is some minutes old, which is no wrong clock. */
export function heard(date: string | null): void {
  const gap = Date.parse(date ?? '') - Date.now();
  if (!Number.isNaN(gap)) ahead = Math.abs(gap) > 5 * MINUTE ? gap : 0;
}

/** Now, as the service has it if an answer came before, else as the phone has it. */
export const now = () => new Date(Date.now() + ahead);
