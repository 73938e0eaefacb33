import type { Route } from '../registry';

export const route: Route = {
  path: '/dossiers',
  load: () => import('./Dossiers'),
  tab: { place: 2, icon: 'paper', word: (words) => words.common.tabs.dossiers },
};
