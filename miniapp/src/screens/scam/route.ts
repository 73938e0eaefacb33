import type { Route } from '../registry';

export const route: Route = { path: '/scam', load: () => import('./Scam') };
