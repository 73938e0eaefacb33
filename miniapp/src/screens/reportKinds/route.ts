import type { Route } from '../registry';

export const route: Route = { path: '/report', load: () => import('./ReportKinds') };
