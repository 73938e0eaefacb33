import type { Route } from '../registry';

export const route: Route = { path: '/questions/:id', load: () => import('./Question') };
