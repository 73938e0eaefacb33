import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import { usePublic } from './asking';
import { byLanguage, inLanguage } from './language';

export function usePopular() {
  return usePublic(byLanguage('popular'), () =>
    answer(open.GET('/api/v1/procedures/popular/', { params: { query: inLanguage() } })),
  );
}

export function useSuggestions(q: string) {
  return useQuery({
    queryKey: byLanguage('suggestions', q),
    queryFn: () => answer(open.GET('/api/v1/procedures/suggestions/', { params: { query: { ...inLanguage(), search: q } } })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
}
