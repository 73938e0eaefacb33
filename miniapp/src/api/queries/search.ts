import { answer, open } from '../client';
import { remembered } from './asking';
import { byLanguage, inLanguage } from './language';
import { usePages } from './pages';

export function useSearch(search: string) {
  return usePages(byLanguage('search', search), (page) =>
    remembered(byLanguage('search', search, page), () =>
      answer(open.GET('/api/v1/procedures/', { params: { query: { ...inLanguage(), search, page, page_size: 20 } } })),
    ),
  );
}
