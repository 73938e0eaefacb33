import { ApiError } from '../api/problems';

/** What Zalo does alone, what asks the citizen, and what they film, choose or scan, in ms. Tests shorten it. */
export const patience = { alone: 10_000, asking: 60_000, working: 1_800_000 };

/** Wait for Zalo. Throws an ApiError of kind `zalo` if that takes longer. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ApiError({ kind: 'zalo' })), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
