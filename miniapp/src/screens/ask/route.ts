import type { Route } from '../registry';

export const route: Route = { path: '/ask', load: () => import('./Ask') };
