/** Every word that a citizen reads, in Vietnamese: the source that other languages must follow. */
import { common } from './common';
import { home } from './home';
import { procedure } from './procedure';
import { results } from './results';

export const vi = { common, home, procedure, results };
