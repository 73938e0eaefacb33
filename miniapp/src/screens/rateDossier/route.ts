import type { Route } from '../registry';

export const route: Route = { path: '/dossiers/:code/rating', load: () => import('./RateDossier') };
