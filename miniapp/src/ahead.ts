/**
 * The app, asked for before the first script reads or paints anything: where Zalo starts it nothing else announces the
 * file, and a slow phone needs a tenth of a second to get there.
 */
export const app = import('./start');
