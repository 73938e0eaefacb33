import type { Route } from '../registry';

export const route: Route = {
  path: '/questions',
  load: () => import('./Questions'),
  tab: { place: 3, icon: 'chat', word: (words) => words.common.tabs.questions },
};
