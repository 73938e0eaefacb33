import type { Route } from '../registry';

export const route: Route = { path: '/me/ratings', load: () => import('./Ratings') };
