import { useState } from 'react';
import { useParams } from 'react-router-dom';

import { useQuestionnaire, useRateDossier } from '../../api/queries/ratings';
import type { Questionnaire } from '../../api/types';
import { ErrorBox, Screen, Skeleton } from '../../kit';
import { useWords } from '../../words';
import type { Answers } from '../rate/draft';
import { draft, dropDraft, keepDraft } from '../rate/draft';
import { RatingForm } from '../rate/RatingForm';
import { Thanks } from '../rate/RateVisit';

export default function DossierRating() {
  const words = useWords().rate;
  const code = useParams().code ?? '';
  const { data, error, refetch } = useQuestionnaire();
  return (
    <Screen title={words.title}>
      {error?.kind === 'login_needed' && <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {(data || (error && error.kind !== 'login_needed')) && <Form code={code} questionnaire={data} />}
    </Screen>
  );
}

/** Sending it twice changes nothing, so it needs no key; without network the draft stays. */
function Form({ code, questionnaire }: { code: string; questionnaire: Questionnaire | undefined }) {
  const name = `draft:rating:${code}`;
  const [answers, setAnswers] = useState(() => draft(name));
  const sending = useRateDossier(code);

  function change(next: Answers) {
    setAnswers(next);
    keepDraft(name, next);
  }

  function send() {
    const rating = { ...answers, words: answers.words.trim(), questionnaire: questionnaire?.number };
    sending.mutate(rating, { onSuccess: () => dropDraft(name) });
  }

  if (sending.isSuccess) return <Thanks office={sending.data.office.name} />;
  return (
    <>
      {sending.error && <ErrorBox error={sending.error} onRetry={send} />}
      <RatingForm questionnaire={questionnaire} answers={answers} busy={sending.isPending} onChange={change} onSend={send} />
    </>
  );
}
