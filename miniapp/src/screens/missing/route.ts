import type { Route } from '../registry';

/** Whatever no other screen answers: old links, nonsense. */
export const route: Route = { path: '*', load: () => import('./Missing') };
