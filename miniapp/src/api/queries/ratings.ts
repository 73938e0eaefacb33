import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answer, mine, open } from '../client';
import { post } from '../outbox';
import type { Rating } from '../types';
import { useMine, usePublic } from './asking';

/** The same for everybody, so it is stored; but the service shows it to citizens only. */
export function useQuestionnaire() {
  return usePublic(['questionnaire'], () => answer(mine.GET('/api/v1/ratings/questionnaire/')));
}

export interface VisitRating {
  overall: number;
  aspects: Record<string, number>;
  words: string;
  questionnaire?: number;
  qr: string;
}

/** Null: it could not be sent and is stored on the phone. */
export function useRateVisit() {
  return useMutation({
    mutationFn: ({ rating, key }: { rating: VisitRating; key: string }) => post<Rating>('rating', '/api/v1/ratings/', { ...rating }, key),
  });
}

export function useMyRatings() {
  return useMine(['ratings'], () => answer(mine.GET('/api/v1/ratings/', { params: { query: { page_size: 50 } } })), true);
}

export function useReplyToFollowUp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text, key }: { id: string; text: string; key: string }) =>
      answer(
        mine.POST('/api/v1/ratings/{rating_id}/reply/', {
          params: { path: { rating_id: id }, header: { 'Idempotency-Key': key } },
          body: { text },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mine', 'ratings'] }),
  });
}

export interface SatisfactionOf {
  office: string;
  /** First month, as the API takes it; empty for the twelve months until the newest. */
  since: string;
}

export function useSatisfaction({ office, since }: SatisfactionOf) {
  const query = { ...(office && { office }), ...(since && { since }) };
  return usePublic(['satisfaction', office, since], () =>
    answer(open.GET('/api/v1/satisfaction/', { params: { query } })),
  );
}
