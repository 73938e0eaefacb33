import type { Route } from '../registry';

export const route: Route = { path: '/procedures/:key', load: () => import('./Procedure') };
