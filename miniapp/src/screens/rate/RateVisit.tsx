import { now } from '../../api/clock';
import { ApiError } from '../../api/problems';
import { useRateVisit } from '../../api/queries/ratings';
import type { Questionnaire } from '../../api/types';
import { useDraft } from '../../drafts';
import { ButtonLink, ErrorBox, Named, Notice } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { wallTime } from '../../words/dates';
import { NOTHING } from './draft';
import { RatingForm } from './RatingForm';

export function RateVisit({ code, questionnaire }: { code: string; questionnaire: Questionnaire | undefined }) {
  // A counter's code is valid for minutes: the draft for the previous one is kept until the day ends.
  const { draft, change, clear } = useDraft(`rating:${wallTime(now()).slice(0, 10)}`, NOTHING);
  const { key, ...answers } = draft;
  const sending = useRateVisit();

  function send() {
    const rating = { ...answers, words: answers.words.trim(), questionnaire: questionnaire?.number, qr: code };
    sending.mutate({ rating, key }, { onSuccess: clear });
  }

  if (sending.isSuccess) return <Thanks office={sending.data?.office.name} />;
  if (sending.error instanceof ApiError && sending.error.code === 'rating_exists') return <Already words={answers.words} />;
  return (
    <>
      {sending.error && <Refused error={sending.error} onRetry={send} />}
      <RatingForm questionnaire={questionnaire} answers={answers} busy={sending.isPending} onChange={change} onSend={send} />
    </>
  );
}

/** Without an office it was not sent yet. */
function Thanks({ office }: { office: string | undefined }) {
  const { common, rate: words } = useWords();
  return (
    <>
      <Notice tone={office ? 'success' : 'warning'} live>
        <p>{office ? words.thanks : common.kept}</p>
        {office && (
          <p>
            <Named say={words.thanksOffice} name={office} />
          </p>
        )}
      </Notice>
      <WaysOn />
    </>
  );
}

function Already({ words: written }: { words: string }) {
  const words = useWords().rate;
  return (
    <>
      <Notice live>
        <p>{words.already}</p>
        {written && <p className="quote" lang="">{written}</p>}
      </Notice>
      <WaysOn />
    </>
  );
}

function WaysOn() {
  const words = useWords();
  return (
    <div className="buttons">
      <ButtonLink to={paths.home} look="strong" icon="home">
        {words.common.home}
      </ButtonLink>
      <ButtonLink to={paths.myRatings}>{words.rate.mine}</ButtonLink>
    </div>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords().rate;
  const said: Record<string, string> = {
    rating_qr_expired: words.expired,
    rating_qr_used: words.expired,
    rating_qr_invalid: words.invalid,
  };
  const text = error instanceof ApiError ? said[error.code] : undefined;
  if (!text) return <ErrorBox error={error} reason={words.why} onRetry={onRetry} />;
  return (
    <Notice tone="warning" live>
      <p>{text}</p>
      <ButtonLink to={paths.scan} icon="scan">
        {words.again}
      </ButtonLink>
    </Notice>
  );
}
