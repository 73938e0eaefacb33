import { answer, mine } from '../client';
import { keepNumbers } from '../ownNumbers';
import { hasAgreed } from '../session';
import { useMine } from './asking';

/** What waits for the citizen: dossiers to act on, open questions, notices. */
export function useOverview(enabled = hasAgreed()) {
  const ask = async () => {
    const found = await answer(mine.GET('/api/v1/me/overview/'));
    keepNumbers(found.queue_numbers ?? []); // a service of before has none
    return found;
  };
  return useMine(['overview'], ask, enabled);
}
