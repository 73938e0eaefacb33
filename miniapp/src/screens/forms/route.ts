import type { Route } from '../registry';

export const route: Route = { path: '/forms/ct01-2026', load: () => import('./Ct01'), isRare: true };
