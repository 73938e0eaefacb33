import type { Route } from '../registry';

export const route: Route = { path: '/offices/:id', load: () => import('./Office') };
