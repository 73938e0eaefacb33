import type { Route } from '../registry';

export const route: Route = { path: '/visits/:id', load: () => import('./Visit') };
