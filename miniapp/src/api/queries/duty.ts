import { useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import type { ApiError } from '../problems';
import type { Beats, Duty } from '../types';

/** Who is on duty changes with the shift: never stored. */
export function useDuty(id: string) {
  return useQuery<Duty, ApiError>({
    queryKey: ['duty', id],
    queryFn: () => answer(open.GET('/api/v1/offices/{office_id}/duty/', { params: { path: { office_id: id } } })),
  });
}

/** Who looks after a hamlet or quarter of an office. */
export function useBeats(place: string, name: string) {
  return useQuery<Beats, ApiError>({
    queryKey: ['beats', place, name],
    queryFn: () => answer(open.GET('/api/v1/offices/beats/', { params: { query: { name, place } } })),
    enabled: name !== '',
  });
}
