/**
 * Every word that a citizen reads, in Vietnamese: the source that other languages must follow. The first screen's
 * words are included; the rest is loaded when another screen is opened.
 */
import { common } from './common';
import { home } from './home';

export const first = { common, home };
