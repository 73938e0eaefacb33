import type { Route } from '../registry';

export const route: Route = {
  path: '/me',
  load: () => import('./Me'),
  tab: { place: 5, icon: 'person', word: (words) => words.common.tabs.me },
};
