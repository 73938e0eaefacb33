/** Days, moments and numbers in the usual form, in Vietnam's time whatever the phone's zone is. */

const WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** «04/12/2026» of «2026-12-04». */
export function day(iso: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return found ? `${found[3]}/${found[2]}/${found[1]}` : iso;
}

/** «Thứ Sáu, 04/12/2026». */
export function weekday(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return `${names()[date.getUTCDay()]}, ${day(iso)}`;
}

/** «15:04 04/12/2026» of a moment in UTC. */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const wall = wallTime(date);
  return `${wall.slice(11)} ${day(wall)}`;
}

/** «2026-12-04T15:04», for a field of date and time, in Vietnam's time: seven hours ahead all year. */
export const wallTime = (date: Date) => new Date(date.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 16);

/** «Thứ Hai» of 1, as the API counts the days: 7 is Sunday. */
export function weekdayName(number: number): string {
  return names()[number % 7] ?? '';
}

const names = () => (document.documentElement.lang === 'en' ? WEEKDAYS_EN : WEEKDAYS);

/** «10/2026» of «2026-10». */
export function month(iso: string): string {
  const found = /^(\d{4})-(\d{2})/.exec(iso);
  return found ? `${found[2]}/${found[1]}` : iso;
}

/** «2.000», in English «2,000». */
export function number(value: number): string {
  return value.toLocaleString(document.documentElement.lang === 'en' ? 'en' : 'vi');
}
