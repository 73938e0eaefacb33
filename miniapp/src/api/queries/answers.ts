import { useQuery } from '@tanstack/react-query';

import { answer, open } from '../client';
import type { ApiError } from '../problems';
import type { AnswerCard, AnswerRating } from '../types';

/** The answer card for a question; not stored on the phone, because words of a question may be personal. */
export function useAnswer(q: string) {
  return useQuery<AnswerCard, ApiError>({
    queryKey: ['answer', q],
    queryFn: () => answer(open.GET('/api/v1/answers/', { params: { query: { search: q } } })),
    enabled: q.length > 0,
  });
}

/** Send a thumb. If it is lost, nobody needs to know. */
export async function rateAnswer(body: AnswerRating): Promise<void> {
  await open.POST('/api/v1/answers/ratings/', { body }).catch(() => undefined);
}
