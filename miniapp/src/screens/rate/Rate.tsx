import { useSearchParams } from 'react-router-dom';

import { useQuestionnaire } from '../../api/queries/ratings';
import { ErrorBox, Screen, Skeleton } from '../../kit';
import { useWords } from '../../words';
import { RateVisit } from './RateVisit';
import { Scan } from './Scan';

export default function Rate() {
  const words = useWords().rate;
  const [query] = useSearchParams();
  const code = query.get('code')?.trim() ?? '';
  return <Screen title={words.title}>{code ? <Asked key={code} code={code} /> : <Scan />}</Screen>;
}

/** Without the questionnaire the overall question can still be answered; without a log-in nothing can. */
function Asked({ code }: { code: string }) {
  const words = useWords().rate;
  const { data, error, refetch } = useQuestionnaire();
  if (error?.kind === 'login_needed') return <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />;
  if (!data && !error) return <Skeleton rows={4} />;
  return <RateVisit code={code} questionnaire={data} />;
}
