import type { Route } from '../registry';

export const route: Route = { path: '/lookup', load: () => import('./LookUp') };
