import { actingFor } from './actingFor';
import { ask } from './ask';
import { dossier } from './dossier';
import { dossiers } from './dossiers';
import { exported } from './exported';
import { fines } from './fines';
import { first } from './first';
import { foreigners } from './foreigners';
import { forms } from './forms';
import { lookUp } from './lookUp';
import { me } from './me';
import { news } from './news';
import { offices } from './offices';
import { policy } from './policy';
import { procedure } from './procedure';
import { question } from './question';
import { questions } from './questions';
import { rate } from './rate';
import { report } from './report';
import { reporting } from './reporting';
import { reportLookup } from './reportLookup';
import { reports } from './reports';
import { results } from './results';
import { scam } from './scam';
import { service } from './service';
import { visits } from './visits';

export const vi = {
  ...first,
  actingFor,
  ask,
  dossier,
  dossiers,
  exported,
  fines,
  foreigners,
  forms,
  lookUp,
  me,
  news,
  offices,
  policy,
  procedure,
  question,
  questions,
  rate,
  report,
  reporting,
  reportLookup,
  reports,
  results,
  scam,
  service,
  visits,
};
