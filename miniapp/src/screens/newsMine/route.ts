import type { Route } from '../registry';

export const route: Route = { path: '/me/news', load: () => import('./NewsMine') };
