import { answer, mine } from '../client';
import { hasAgreed } from '../session';
import { useMine } from './asking';

/** What waits for the citizen: dossiers to act on, open questions, notices. */
export function useOverview(enabled = hasAgreed()) {
  return useMine(['overview'], () => answer(mine.GET('/api/v1/me/overview/')), enabled);
}
