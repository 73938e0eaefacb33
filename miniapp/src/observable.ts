import { useSyncExternalStore } from 'react';

import type { Observable } from './value';

export type { Observable } from './value';
export { observable } from './value';

export function useObservable<T>(watched: Observable<T>): T {
  return useSyncExternalStore(watched.subscribe, watched.get);
}
