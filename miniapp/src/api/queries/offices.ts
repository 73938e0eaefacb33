import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import type { paths } from '../../../client/src';
import { remembered, usePublic } from './asking';
import { usePages } from './pages';

export interface OfficeSearch {
  place: string;
  field: string;
  near: string | null;
  openNow: boolean;
  kind?: 'commune' | 'department';
}

type Query = NonNullable<paths['/api/v1/offices/']['get']['parameters']['query']>;
const ask = (query: Query) => answer(open.GET('/api/v1/offices/', { params: { query } }));

/** Only the service can tell whether an office is open: the phone's clock may be wrong. */
export function useOffices({ place, field, near, openNow, kind }: OfficeSearch) {
  const key = ['offices', place, field, ...(kind ? [kind] : [])];
  const wanted: Query = {
    ...(place && { place }),
    ...(field && { field }),
    ...(kind && { kind }),
    ...(near && { near }),
    ...(openNow && { open_now: 'true' as const }),
  };
  return usePages([...key, near, openNow], (page) => {
    const search = () => ask({ ...wanted, page, page_size: 20 });
    // A position is not stored on the phone; opening states are soon wrong.
    return near || openNow ? search() : remembered([...key, page], search);
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

/** The commune around a point, by its police; to some hundred metres, as more would tell more than is asked. */
export function useCommuneAt(point: string) {
  const near = point.split(',').map((one) => Number(one).toFixed(3)).join(',');
  return useQuery({
    queryKey: ['commune-at', near],
    queryFn: () => ask({ near, kind: 'commune', page_size: 1 }),
    enabled: point !== '',
  });
}

export function useFields() {
  return usePublic(['fields'], () => answer(open.GET('/api/v1/fields/', { params: { query: { page_size: 50 } } })));
}
