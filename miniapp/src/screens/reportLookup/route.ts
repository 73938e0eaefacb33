import type { Route } from '../registry';

export const route: Route = { path: '/reports/lookup', load: () => import('./LookUpReport') };
