import { useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import type { ApiError } from '../problems';

const ask = (near: string) => answer(open.GET('/api/v1/offices/', { params: { query: { near, page_size: 3 } } }));

/** Not stored on the phone: the query reveals where somebody is. */
export function useNearestOffices(near: string | null) {
  return useQuery<Awaited<ReturnType<typeof ask>>, ApiError>({
    queryKey: ['nearest', near],
    queryFn: () => ask(near ?? ''),
    enabled: near !== null,
  });
}
