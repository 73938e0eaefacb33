import type { vi } from '../vi';
import { common } from './common';
import { foreigners } from './foreigners';
import { home } from './home';
import { me } from './me';
import { offices } from './offices';
import { policy } from './policy';
import { procedure } from './procedure';
import { rate } from './rate';
import { results } from './results';

export const en: typeof vi = { common, foreigners, home, me, offices, policy, procedure, rate, results };
