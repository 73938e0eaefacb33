import type { Route } from '../registry';

export const route: Route = { path: '/visits/slip', load: () => import('./Slip') };
