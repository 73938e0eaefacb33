import type { Route } from '../registry';

export const route: Route = { path: '/rate', load: () => import('./Rate') };
