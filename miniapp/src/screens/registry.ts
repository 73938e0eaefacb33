/**
 * All screens. A new one is one folder with a `route.ts`; nothing else must be told. Each screen is
 * downloaded when it is first wanted, or when the phone has nothing else to do.
 */
import type { ComponentType } from 'react';
import { lazy } from 'react';

import type { IconName } from '../kit/icons';
import type { FirstWords } from '../words';
import { loadAllWords } from '../words';

export interface Route {
  /** Pattern below /zapps/<id>, as react-router takes it; see src/paths.ts. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Only the first screen: its words come with it. */
  isFirst?: boolean;
  /** Place in the bar at the bottom, if it stands there. */
  tab?: { place: number; icon: IconName; word: (words: FirstWords) => string };
}

const modules = import.meta.glob<{ route: Route }>('./*/route.ts', { eager: true });

/** A screen and what it says. */
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

/** Download every screen, so that the app works when the network goes. */
export function loadAll(): void {
  routes.forEach(({ load }) => void load().catch(() => undefined));
}
