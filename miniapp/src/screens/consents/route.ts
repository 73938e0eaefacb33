import type { Route } from '../registry';

export const route: Route = { path: '/me/privacy', load: () => import('./Consents') };
