import type { Route } from '../registry';

export const route: Route = { path: '/foreigners', load: () => import('./Foreigners') };
