import { answer, mine, open } from '../client';
import { post } from '../outbox';
import type { QuestionDetail } from '../types';
import { useMine, usePublic } from './asking';
import { useOffice } from './offices';
import { usePages } from './pages';

export function useMyQuestions() {
  return usePages(['mine', 'questions'], (page) => answer(mine.GET('/api/v1/questions/', { params: { query: { page, page_size: 20 } } })));
}

const one = (id: number) => ({ params: { path: { question_id: id } } });

export function useQuestion(id: number) {
  return useMine(['question', id], () => answer(mine.GET('/api/v1/questions/{question_id}/', one(id))), true);
}

export function suggest(text: string) {
  return answer(mine.POST('/api/v1/questions/suggestions/', { body: { text } }));
}

/** Send a question; null if it is stored until there is a network. */
export function ask(body: Record<string, unknown>, key: string, since: number): Promise<QuestionDetail | null> {
  return post<QuestionDetail>('question', '/api/v1/questions/', body, key, since);
}

/** Add a message to a question; null if it is stored until there is a network. */
export function writeOn(id: number, body: Record<string, unknown>, key: string, since: number): Promise<QuestionDetail | null> {
  return post<QuestionDetail>('question', `/api/v1/questions/${id}/messages/`, body, key, since);
}

export function markSolved(id: number) {
  return answer(mine.PATCH('/api/v1/questions/{question_id}/', { ...one(id), body: { solved: true } }));
}

/** The name of the office or procedure of a question. */
export function useSubjectName(kind: 'office' | 'procedure' | 'dossier' | null, id: string): string {
  const { data: office } = useOffice(kind === 'office' ? id : '');
  const { data: procedure } = usePublic(
    ['procedure', id],
    () => answer(open.GET('/api/v1/procedures/{key}/', { params: { path: { key: id } } })),
    kind === 'procedure',
  );
  if (kind === 'office') return office?.name ?? '';
  return kind === 'procedure' ? procedure?.short_name || procedure?.name || '' : id;
}
