import type { Route } from '../registry';

export const route: Route = { path: '/search', load: () => import('./Results') };
