import type { Route } from '../registry';

export const route: Route = { path: '/report/:kind', load: () => import('./Reporting') };
