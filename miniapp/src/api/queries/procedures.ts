import { answer, open } from '../client';
import { now } from '../clock';
import { usePublic } from './asking';
import { byLanguage, inLanguage } from './language';

export function useProcedure(key: string) {
  return usePublic(byLanguage('procedure', key), () =>
    answer(open.GET('/api/v1/procedures/{key}/', { params: { path: { key }, query: inLanguage() } })),
  );
}

export interface Situation {
  case?: string;
  channel?: 'direct' | 'online' | 'postal';
  condition?: string[];
  place?: string;
  near?: string;
  /** In years; null if the citizen would not say. */
  age?: number | null;
}

export function useChecklist(key: string, situation: Situation) {
  const query = { ...situation, age: situation.age ?? undefined, ...inLanguage(), accepted_at: thisHour() };
  return usePublic(byLanguage('checklist', key, situation), () =>
    answer(open.GET('/api/v1/procedures/{key}/checklist/', { params: { path: { key }, query } })),
  );
}

/**
 * The last second of this hour, so that many phones request the same address and get a cached answer. Never earlier
 * than now: a result would be promised too early, after 15:00 by a day.
 */
export function thisHour(): string {
  const hour = now();
  hour.setUTCMinutes(59, 59, 0);
  return hour.toISOString().replace('.000', '');
}
