import type { Route } from '../registry';

export const route: Route = { path: '/visits/spot', load: () => import('./OnTheSpot') };
