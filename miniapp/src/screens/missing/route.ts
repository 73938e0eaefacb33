import type { Route } from '../registry';

/** Unknown addresses: old links, nonsense. */
export const route: Route = { path: '*', load: () => import('./Missing') };
