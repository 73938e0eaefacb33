import type { Route } from '../registry';

export const route: Route = { path: '/visits', load: () => import('./Visits') };
