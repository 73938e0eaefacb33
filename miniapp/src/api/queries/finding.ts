import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import { usePublic } from './asking';

export function usePopular() {
  return usePublic(['popular'], () => answer(open.GET('/api/v1/procedures/', { params: { query: { page_size: 6 } } })));
}

export function useSuggestions(q: string) {
  return useQuery({
    queryKey: ['suggestions', q],
    queryFn: () => answer(open.GET('/api/v1/procedures/suggestions/', { params: { query: { q } } })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
}
