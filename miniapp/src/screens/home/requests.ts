import type { Language } from '../../settings';
import { read } from '../../storage';

/** What the first screen asks of everybody, as its queries ask it; the first script begins with it. */
export function firstRequests(language: Language): string[] {
  const area = read<{ id: string } | null>('news-place')?.id;
  return [
    `/api/v1/procedures/popular/${language === 'vi' ? '' : `?lang=${language}`}`,
    `/api/v1/announcements/?${area ? `area=${encodeURIComponent(area)}&` : ''}page=1&page_size=20`,
  ];
}
