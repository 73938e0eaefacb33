import type { Route } from '../registry';

export const route: Route = {
  path: '/',
  load: () => import('./Home'),
  isFirst: true,
  tab: { place: 1, icon: 'home', word: (words) => words.home.tab },
};
