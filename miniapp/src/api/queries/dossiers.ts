import { answer, mine } from '../client';
import { useMine } from './asking';

export function useMyDossiers() {
  return useMine(['dossiers'], () => answer(mine.GET('/api/v1/dossiers/', { params: { query: { page_size: 20 } } })));
}
