import type { vi } from '../vi';
import { ask } from './ask';
import { common } from './common';
import { dossier } from './dossier';
import { dossiers } from './dossiers';
import { home } from './home';
import { lookUp } from './lookUp';
import { procedure } from './procedure';
import { question } from './question';
import { questions } from './questions';
import { results } from './results';

export const en: typeof vi = { ask, common, dossier, dossiers, home, lookUp, procedure, question, questions, results };
