import type { Route } from '../registry';

export const route: Route = { path: '/fines', load: () => import('./Fines') };
