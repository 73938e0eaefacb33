import { ApiError } from '../api/problems';

/**
 * Time limits in ms: for Zalo alone, for asking the citizen, and for filming, choosing or scanning. Tests shorten
 * them.
 */
export const patience = { alone: 10_000, asking: 60_000, working: 1_800_000 };

/** Wait for Zalo. Throws an ApiError of kind `zalo` if that takes longer. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ApiError({ kind: 'zalo' })), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
