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

/** Look up a dossier by its code and, for the whole of it, a fact known to its owner. */
export function lookUp(body: DossierLookupBody) {
  return answer(either.POST('/api/v1/dossiers/lookup/', { body }));
}

/** Switch notices about a dossier on or off. */
export async function follow(code: string, isWanted: boolean): Promise<void> {
  const params = { path: { code } };
  await (isWanted
    ? answer(mine.PUT('/api/v1/dossiers/{code}/follow/', { params }))
    : answer(mine.DELETE('/api/v1/dossiers/{code}/follow/', { params })));
}

/** Rate a finished dossier; null if it is stored until there is a network. */
export function rateDossier(code: string, rating: Record<string, unknown>): Promise<object | null> {
  return put('rating', `/api/v1/dossiers/${encodeURIComponent(code)}/rating/`, rating);
}
