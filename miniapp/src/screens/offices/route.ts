import type { Route } from '../registry';

export const route: Route = {
  path: '/offices',
  load: () => import('./Offices'),
  tab: { place: 4, icon: 'building', word: (words) => words.common.tabs.offices },
};
