/** How screens query the service. The queries are next to this file, one function each; screens know no addresses. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';

import { drop, keep, kept } from '../offline';
import { ApiError } from '../problems';
import { hasAgreed } from '../session';

/**
 * Query, and store the answer, or the part that `toKeep` leaves; without the service return the last one, with its
 * date. An answer that the service no longer has is deleted.
 */
export async function remembered<T extends object>(
  key: readonly unknown[],
  ask: () => Promise<T>,
  toKeep: (data: T) => T | null = (data) => data,
): Promise<T> {
  try {
    const data = await ask();
    const wanted = toKeep(data);
    if (wanted) keep(key, wanted);
    else drop(key);
    return data;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 410)) drop(key);
    const last = error instanceof ApiError && (error.isPassing || error.kind === 'unreadable') ? kept<T>(key) : null;
    if (last) return last;
    throw error;
  }
}

/** A public query: the last answer is shown at once while a fresh one is fetched. */
export function usePublic<T extends object>(
  key: readonly unknown[],
  ask: () => Promise<T>,
  enabled = true,
): UseQueryResult<T, ApiError> {
  const placeholderData = (previous: unknown) => kept<T>(key) ?? previous;
  return useQuery<unknown, ApiError>({
    queryKey: key,
    queryFn: () => remembered(key, ask),
    placeholderData,
    enabled,
  }) as UseQueryResult<T, ApiError>;
}

/** A query about the citizen: only sent for somebody who agreed to log in, never stored. */
export function useMine<T>(key: readonly unknown[], ask: () => Promise<T>, enabled = hasAgreed()) {
  return useQuery<T, ApiError>({ queryKey: ['mine', ...key], queryFn: ask, enabled });
}
