import type { Route } from '../registry';

export const route: Route = { path: '/news/:slug', load: () => import('./NewsDetail') };
