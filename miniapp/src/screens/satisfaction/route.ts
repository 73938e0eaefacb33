import type { Route } from '../registry';

export const route: Route = { path: '/satisfaction', load: () => import('./Satisfaction') };
