import { first } from './first';
import { foreigners } from './foreigners';
import { me } from './me';
import { offices } from './offices';
import { policy } from './policy';
import { procedure } from './procedure';
import { rate } from './rate';
import { results } from './results';

export const vi = { ...first, foreigners, me, offices, policy, procedure, rate, results };
