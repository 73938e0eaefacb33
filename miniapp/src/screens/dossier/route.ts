import type { Route } from '../registry';

export const route: Route = { path: '/dossiers/:code', load: () => import('./Dossier') };
