import { answer, open } from '../client';
import { usePublic } from './asking';

export function useNearestOffices(near: string | null) {
  return usePublic(
    ['nearest', near],
    () => answer(open.GET('/api/v1/offices/', { params: { query: { near: near ?? '', page_size: 3 } } })),
    near !== null,
  );
}
