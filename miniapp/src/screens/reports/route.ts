import type { Route } from '../registry';

export const route: Route = { path: '/reports', load: () => import('./Reports') };
