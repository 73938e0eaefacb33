import type { Route } from '../registry';

export const route: Route = { path: '/reports/:number', load: () => import('./Report') };
