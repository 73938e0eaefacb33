import type { ApiError } from '../../api/problems';
import { ButtonLink, ErrorBox, Notice, Told } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { SharePhone } from '../dossiers/SharePhone';

/** Why no number was given, and the way on. What was written stays. */
export function Refused({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const words = useWords().visits;
  const { code, detail } = error;
  if (code === 'phone_unverified') return <SharePhone why={words.phoneWhy} otherwise={words.phoneOtherwise} onDone={onRetry} />;
  if (error.isPassing || error.kind === 'login_needed') return <ErrorBox error={error} reason={words.why} onRetry={onRetry} />;
  const isOfWindow = code === 'window_full' || code === 'window_not_offered';
  if (!isOfWindow && code !== 'number_live' && code !== 'numbers_too_many') return <ErrorBox error={error} />;
  return (
    <Notice tone="warning" live>
      <p>
        <Told>{detail}</Told>
      </p>
      {isOfWindow ? <p>{words.booking.chooseAgain}</p> : <ButtonLink to={paths.visits}>{words.booking.live}</ButtonLink>}
    </Notice>
  );
}
