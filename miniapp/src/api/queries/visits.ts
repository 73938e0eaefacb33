/** Appointments and numbers at the counters of offices. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { API_URL } from '../address';
import { answer, either, mine, open } from '../client';
import { isLive, isToday, keyOf } from '../ownNumbers';
import type { ApiError } from '../problems';
import { asCitizen } from '../session';
import type { NewQueueNumber, QueueNumber, VisitBody, WindowDay } from '../types';
import { remembered, usePublic } from './asking';
import { usePages } from './pages';

const NUMBERS = '/api/v1/reception/numbers/';
const NUMBER = '/api/v1/reception/numbers/{number_id}/';
/** How often a waiting number is looked at again. */
const AGAIN_MS = 20_000;

/** The counters of an office, or the one of a code; `procedure` says which of them receive it. */
export function useQueues({ office, queue, procedure }: { office?: string; queue?: string; procedure?: string }) {
  const query = { ...(office && { office }), ...(queue && { queue: Number(queue) }), ...(procedure && { procedure }) };
  const ask = () => answer(open.GET('/api/v1/reception/queues/', { params: { query } }));
  return usePublic(['queues', office ?? '', queue ?? '', procedure ?? ''], ask, Boolean(office || queue));
}

/** Never kept: places change with every booking. */
export function useWindows(queue: number) {
  const params = { path: { queue_id: queue } };
  return useQuery<{ days: WindowDay[] }, ApiError>({
    queryKey: ['windows', queue],
    queryFn: () => answer(open.GET('/api/v1/reception/queues/{queue_id}/windows/', { params })),
    staleTime: 0,
  });
}

export function useMyNumbers() {
  return usePages(['mine', 'numbers'], (page) => answer(mine.GET(NUMBERS, { params: { query: { page, page_size: 20 } } })));
}

const at = (number_id: number | string) => ({ path: { number_id: Number(number_id) } });

/** A number; without network as it was seen last. Today it is looked at again while it may change: a desk may take back its last call. */
export function useNumber(id: string) {
  const ask = () => answer(mine.GET(NUMBER, { params: at(id) }));
  return useQuery<QueueNumber, ApiError>({
    queryKey: keyOf(id),
    queryFn: () => remembered(keyOf(id), ask, (one) => (isLive(one) ? one : null)),
    refetchInterval: ({ state: { data } }) => data !== undefined && !data.is_settled && isToday(data) && AGAIN_MS,
  });
}

/** A change of a number is shown at once; everything else of the citizen is asked for again. */
function useChange<V, T extends QueueNumber | undefined>(work: (values: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation<T, ApiError, V>({
    mutationFn: work,
    onSuccess: (changed) => {
      if (changed) queries.setQueryData(keyOf(changed.id), changed);
      void queries.invalidateQueries({ queryKey: ['mine'] });
      void queries.invalidateQueries({ queryKey: ['windows'] });
    },
  });
}

/** Book an hour, or take a number on the spot; with the same key once, however often it is sent. */
export function useBook() {
  return useChange(({ key, body }: { key: string; body: VisitBody }): Promise<NewQueueNumber> =>
    answer(mine.POST(NUMBERS, { params: { header: { 'Idempotency-Key': key } }, body })),
  );
}

export function useMove() {
  return useChange(({ id, begins_at }: { id: string; begins_at: string }) => answer(mine.PATCH(NUMBER, { params: at(id), body: { begins_at } })));
}

export function useCancel() {
  return useChange((id: number) => answer(mine.DELETE(NUMBER, { params: at(id) })));
}

export function useArrive() {
  return useChange(({ id, code }: { id: number; code: string }) =>
    answer(mine.POST('/api/v1/reception/numbers/{number_id}/arrival/', { params: at(id), body: { code } })),
  );
}

/** The appointment for the phone's own calendar; after a move or a cancellation the same entry. */
export async function calendarOf(id: number): Promise<string> {
  return (await asCitizen(new Request(`${API_URL}${NUMBERS}${id}/calendar.ics`))).text();
}

/** A number by its slip, without an account; neither is stored. */
export function lookUpNumber(label: string, secret: string, cancel = false): Promise<QueueNumber> {
  return answer(either.POST('/api/v1/reception/numbers/lookup/', { body: { label, secret, cancel } }));
}
