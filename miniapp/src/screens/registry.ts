/**
 * All screens. A new one is one folder with a `route.ts`; nothing else needs a change. Each screen is downloaded
 * when first opened, or when the phone is idle.
 */
import type { ComponentType } from 'react';
import { lazy } from 'react';

import type { IconName } from '../kit/icons';
import type { FirstWords } from '../words';
import { loadAllWords } from '../words';

export interface Route {
  /** Pattern below /zapps/<id>, in the form of react-router; see src/paths.ts. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Only the first screen: its words are included. */
  isFirst?: boolean;
  /** Few open it: it is downloaded then, and not in advance. */
  isRare?: boolean;
  /** Place in the bar at the bottom, if it is there. */
  tab?: { place: number; icon: IconName; word: (words: FirstWords) => string };
}

const modules = import.meta.glob<{ route: Route }>('./*/route.ts', { eager: true });

/** A screen with its words. */
async function complete({ load, isFirst }: Route) {
  const [screen] = await Promise.all([load(), isFirst ? null : loadAllWords()]);
  return screen;
}

export const routes = Object.values(modules).map(({ route }) => ({
  ...route,
  load: () => complete(route),
  Screen: lazy(() => complete(route)),
}));

export const tabs = routes
  .flatMap(({ path, tab }) => (tab ? [{ path, ...tab }] : []))
  .sort((one, other) => one.place - other.place);

/** Download every screen that many open, so that the app works when the network goes. */
export async function loadAll(): Promise<void> {
  await Promise.all(routes.filter(({ isRare }) => !isRare).map(({ load }) => load()));
}
