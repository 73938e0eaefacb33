import type { Route } from '../registry';

export const route: Route = { path: '/me/notices', load: () => import('./Notices') };
