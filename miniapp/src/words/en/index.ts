import type { vi } from '../vi';
import { common } from './common';
import { home } from './home';
import { procedure } from './procedure';
import { results } from './results';

export const en: typeof vi = { common, home, procedure, results };
