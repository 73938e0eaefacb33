import { answer, either, mine } from '../client';
import { put } from '../outbox';
import type { DossierLookupBody } from '../types';
import { useMine } from './asking';
import { usePages } from './pages';

export function useMyDossiers() {
  return usePages(['mine', 'dossiers'], (page) => answer(mine.GET('/api/v1/dossiers/', { params: { query: { page, page_size: 20 } } })));
}

export function useDossier(code: string) {
  return useMine(
    ['dossier', code],
    () => answer(mine.GET('/api/v1/dossiers/{code}/', { params: { path: { code } } })),
    true,
  );
}

/** Look a dossier up by its code and, for all of it, one thing that its owner knows. */
export function lookUp(body: DossierLookupBody) {
  return answer(either.POST('/api/v1/dossiers/lookup/', { body }));
}

/** Let notices about a dossier come, or no more. */
export async function follow(code: string, isWanted: boolean): Promise<void> {
  const params = { path: { code } };
  await (isWanted
    ? answer(mine.PUT('/api/v1/dossiers/{code}/follow/', { params }))
    : answer(mine.DELETE('/api/v1/dossiers/{code}/follow/', { params })));
}

/** Rate a finished dossier; null if it is kept until there is a network. */
export function rateDossier(code: string, rating: Record<string, unknown>): Promise<object | null> {
  return put('rating', `/api/v1/dossiers/${encodeURIComponent(code)}/rating/`, rating);
}
