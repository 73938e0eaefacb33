import type { InfiniteData } from '@tanstack/react-query';
import { useInfiniteQuery } from '@tanstack/react-query';

import type { ApiError } from '../problems';

/** A list that is asked for page by page. */
export function usePages<T extends { next: string | null }>(queryKey: readonly unknown[], ask: (page: number) => Promise<T>, more?: { staleTime: number }) {
  return useInfiniteQuery<T, ApiError, InfiniteData<T>, readonly unknown[], number>({
    queryKey,
    initialPageParam: 1,
    queryFn: ({ pageParam }) => ask(pageParam),
    getNextPageParam: (last, pages) => (last.next ? pages.length + 1 : undefined),
    ...more,
  });
}
