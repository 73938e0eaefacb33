import type { DangerFound } from '../api/types';
import { ButtonLink, CallLink, Notice } from '../kit';
import { paths } from '../paths';
import { useWords } from '../words';

/** Only these are ever called from here, whatever the service says. */
const NUMBERS = ['111', '112', '113', '114', '115'];

/** Somebody is in danger: the number first, read out when it appears, then what belongs to it. */
export function Danger({ found }: { found: DangerFound | null | undefined }) {
  const words = useWords();
  if (!found || !NUMBERS.includes(found.number)) return null;
  const { number, sentence, until_help: until, source, in_language: own, language, next } = found;
  return (
    <Notice tone="danger" live>
      {own && (
        <p lang={language}>
          <strong>{own}</strong>
        </p>
      )}
      <p lang="vi">
        <strong>{sentence}</strong>
      </p>
      <CallLink phone={number} look="urgent" label={words.common.call(number)} />
      {until && (
        <p lang="vi">
          {until} {source && <span className="small">({source})</span>}
        </p>
      )}
      <div className="buttons">
        {next.includes('report') && <ButtonLink to={paths.reportKinds}>{words.results.tellPolice}</ButtonLink>}
        {next.includes('offices') && <ButtonLink to={`${paths.offices}?open=1`}>{words.results.openOffices}</ButtonLink>}
      </div>
    </Notice>
  );
}
