/** Days, moments and numbers in the usual form, in Vietnam's time whatever the phone's zone is. */

const WEEKDAYS: Record<string, string[]> = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  ko: ['일요일', '월요일', '화요일', '수요일', '목요일', '금요일', '토요일'],
};
/** Where the year stands first: what follows year, month and day. */
const YEAR_FIRST: Record<string, [string, string, string]> = { zh: ['年', '月', '日'], ko: ['년 ', '월 ', '일'] };

const language = () => document.documentElement.lang;

/** «04/12/2026» of «2026-12-04»; «2026年12月4日». */
export function day(iso: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const after = YEAR_FIRST[language()];
  if (!found) return iso;
  if (after) return `${found[1]}${after[0]}${Number(found[2])}${after[1]}${Number(found[3])}${after[2]}`;
  return `${found[3]}/${found[2]}/${found[1]}`;
}

/** «Thứ Sáu, 04/12/2026». */
export function weekday(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return YEAR_FIRST[language()] ? `${day(iso)} ${weekdayName(date.getUTCDay())}` : `${weekdayName(date.getUTCDay())}, ${day(iso)}`;
}

/** «15:04 04/12/2026» of a moment in UTC. */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const wall = wallTime(date);
  return YEAR_FIRST[language()] ? `${day(wall)} ${wall.slice(11)}` : `${wall.slice(11)} ${day(wall)}`;
}

/** «2026-12-04T15:04», for a field of date and time, in Vietnam's time: seven hours ahead all year. */
export const wallTime = (date: Date) => new Date(date.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 16);

/** «15:04» of a moment in UTC. */
export const hour = (iso: string) => wallTime(new Date(iso)).slice(11);

/** «Thứ Hai» of 1, as the API counts the days: 7 is Sunday. */
export function weekdayName(number: number): string {
  return (WEEKDAYS[language()] ?? WEEKDAYS.vi)?.[number % 7] ?? '';
}

/** «10/2026» of «2026-10». */
export function month(iso: string): string {
  const found = /^(\d{4})-(\d{2})/.exec(iso);
  const after = YEAR_FIRST[language()];
  if (!found) return iso;
  return after ? `${found[1]}${after[0]}${Number(found[2])}${after[1].trim()}` : `${found[2]}/${found[1]}`;
}

/** «2.000», in English «2,000». */
export function number(value: number): string {
  return value.toLocaleString(language() || 'vi');
}
