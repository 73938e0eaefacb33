import type { Route } from '../registry';

export const route: Route = { path: '/me/settings', load: () => import('./Settings') };
