const comma = () => (document.documentElement.lang === 'vi' ? ',' : '.');

/** «97,5%», and «97.5%» in English. */
export const percent = (value: number) => `${value.toFixed(1).replace('.', comma())}%`;

/** «4,52». */
export const score = (value: number) => value.toFixed(2).replace('.', comma());

/** «2026-08» of («2026-10», 2). */
export function monthsBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 - count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
