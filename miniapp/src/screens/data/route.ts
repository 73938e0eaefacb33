import type { Route } from '../registry';

export const route: Route = { path: '/me/data', load: () => import('./Data') };
