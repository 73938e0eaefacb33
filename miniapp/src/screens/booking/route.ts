import type { Route } from '../registry';

export const route: Route = { path: '/visits/new', load: () => import('./Booking') };
