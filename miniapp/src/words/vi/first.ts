/**
 * Every word that a citizen reads, in Vietnamese: the source that other languages must follow. What
 * the first screen says comes with it; the rest when another screen is opened.
 */
import { common } from './common';
import { home } from './home';

export const first = { common, home };
