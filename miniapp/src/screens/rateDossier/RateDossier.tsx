import { useState } from 'react';
import { useParams } from 'react-router-dom';

import { ApiError } from '../../api/problems';
import { rateDossier } from '../../api/queries/dossiers';
import { useQuestionnaire } from '../../api/queries/ratings';
import { ButtonLink, ErrorBox, Notice, Screen, Skeleton } from '../../kit';
import { useDraft } from '../../drafts';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useAction } from '../action';
import { NOTHING } from '../rate/draft';
import { RatingForm } from '../rate/RatingForm';

/** Rates a finished dossier. If the questionnaire is missing, only the first question is shown. */
export default function RateDossier() {
  const words = useWords().dossier;
  const code = useParams().code ?? '';
  const { data, error, refetch } = useQuestionnaire();
  const isNobody = error?.kind === 'login_needed';
  return (
    <Screen title={words.rate}>
      <p className="soft">{words.code(code)}</p>
      {isNobody && <ErrorBox error={error} reason={words.rateWhy} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {(data || (error && !isNobody)) && <Asked code={code} questionnaire={data} />}
    </Screen>
  );
}

type Sent = 'sent' | 'kept' | null;

function Asked({ code, questionnaire }: { code: string; questionnaire: ReturnType<typeof useQuestionnaire>['data'] }) {
  const words = useWords();
  const { draft, change, clear } = useDraft(`rating:${code}`, NOTHING);
  const [sent, setSent] = useState<Sent>(null);

  const send = useAction(async () => {
    const { overall, aspects } = draft;
    const rating = { overall, aspects, words: draft.words.trim(), ...(questionnaire && { questionnaire: questionnaire.number }) };
    setSent((await rateDossier(code, rating)) ? 'sent' : 'kept');
    clear();
  });

  if (sent) {
    return (
      <>
        <Notice tone={sent === 'sent' ? 'success' : 'warning'} live>
          {sent === 'sent' ? words.rate.thanks : words.common.kept}
        </Notice>
        <ButtonLink to={paths.dossier(code)}>{words.dossier.back}</ButtonLink>
      </>
    );
  }
  return (
    <>
      {send.error !== null && <Refused code={code} error={send.error} onRetry={() => void send.run()} />}
      <RatingForm questionnaire={questionnaire} answers={draft} busy={send.busy} onChange={change} onSend={() => void send.run()} />
    </>
  );
}

/** A look-up by four digits is too weak a proof; the slip's code is needed. */
function Refused({ code, error, onRetry }: { code: string; error: unknown; onRetry: () => void }) {
  const words = useWords().dossier;
  if (!(error instanceof ApiError) || error.code !== 'rating_needs_proof') {
    return <ErrorBox error={error} reason={words.rateWhy} onRetry={onRetry} />;
  }
  return (
    <Notice tone="warning" live>
      <p>{words.needsProof}</p>
      <ButtonLink to={paths.lookUpCode(code)}>{words.prove}</ButtonLink>
    </Notice>
  );
}
