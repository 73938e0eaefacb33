import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import { remembered, usePublic } from './asking';

export interface OfficeSearch {
  place: string;
  field: string;
  near: string | null;
}

const ask = (query: Record<string, string | number>) => answer(open.GET('/api/v1/offices/', { params: { query } }));

export function useOffices({ place, field, near }: OfficeSearch) {
  const key = ['offices', place, field];
  return useInfiniteQuery({
    queryKey: [...key, near],
    initialPageParam: 1,
    queryFn: ({ pageParam: page }) => {
      const search = () => ask({ page, page_size: 20, ...(place && { place }), ...(field && { field }), ...(near && { near }) });
      // Where somebody is stays out of what the phone keeps.
      return near ? search() : remembered([...key, page], search);
    },
    getNextPageParam: (last, pages) => (last.next ? pages.length + 1 : undefined),
  });
}

export function useOfficeSuggestions(place: string) {
  return useQuery({
    queryKey: ['office-suggestions', place],
    queryFn: () => ask({ place, page_size: 6 }),
    enabled: place.length >= 2,
    placeholderData: keepPreviousData,
  });
}

export function useOffice(id: string) {
  return usePublic(
    ['office', id],
    () => answer(open.GET('/api/v1/offices/{office_id}/', { params: { path: { office_id: id } } })),
    id !== '',
  );
}

export function useFields() {
  return usePublic(['fields'], () => answer(open.GET('/api/v1/fields/', { params: { query: { page_size: 50 } } })));
}
