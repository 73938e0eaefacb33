import { useInfiniteQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import { remembered } from './asking';
import { byLanguage, inLanguage } from './language';

export function useSearch(search: string) {
  return useInfiniteQuery({
    queryKey: byLanguage('search', search),
    initialPageParam: 1,
    queryFn: ({ pageParam: page }) =>
      remembered(byLanguage('search', search, page), () =>
        answer(open.GET('/api/v1/procedures/', { params: { query: { ...inLanguage(), search, page, page_size: 20 } } })),
      ),
    getNextPageParam: (last, pages) => (last.next ? pages.length + 1 : undefined),
  });
}
