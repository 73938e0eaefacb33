import { answer, mine } from '../client';
import { useMine } from './asking';

/** All of «my page» in one request; by itself asked even of nobody: the error is then the log-in. */
export function useOverview(enabled = true) {
  return useMine(['overview'], () => answer(mine.GET('/api/v1/me/overview/')), enabled);
}
