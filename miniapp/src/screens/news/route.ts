import type { Route } from '../registry';

export const route: Route = { path: '/news', load: () => import('./News') };
