import { answer, mine } from '../client';
import { useMine } from './asking';

/** What waits for the citizen: dossiers to act on, open questions, notices. */
export function useOverview() {
  return useMine(['overview'], () => answer(mine.GET('/api/v1/me/overview/')));
}
