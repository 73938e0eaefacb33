import type { Route } from '../registry';

export const route: Route = { path: '/policy', load: () => import('./Policy') };
