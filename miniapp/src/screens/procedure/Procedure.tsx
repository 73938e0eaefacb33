import { useParams } from 'react-router-dom';

import { useProcedure } from '../../api/queries/procedures';
import { ApiError } from '../../api/problems';
import type { Procedure as Found } from '../../api/types';
import { ButtonLink, Card, ErrorBox, KeptNotice, langOf, Notice, Screen, Skeleton, Told } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { ForWhom } from '../ActingFor';
import { Share } from '../Share';
import { Bring } from './Bring';
import { Fee, Ready } from './Cost';
import { Forms } from './Forms';
import { Bullets, How, Next, Sure } from './More';
import { useSituation } from './situation';
import { Translated } from './Translated';
import { YourCase } from './YourCase';
import { Where } from './Where';

export default function Procedure() {
  const words = useWords().procedure;
  const key = useParams().key ?? '';
  const { data, error, isFetching, refetch } = useProcedure(key);
  if (data) return <Whole key={data.id} found={data} isFetching={isFetching} />;
  return (
    <Screen title={words.title}>
      {error ? <Refused error={error} onRetry={() => void refetch()} /> : <Skeleton rows={5} />}
    </Screen>
  );
}

/** A withdrawn procedure links to its successor. */
function Refused({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const words = useWords().procedure;
  if (error.code !== 'procedure_withdrawn') return <ErrorBox error={error} onRetry={onRetry} />;
  return (
    <Card title={words.withdrawn}>
      <p lang={langOf(error.detail)}>{error.detail}</p>
      {error.successor && (
        <ButtonLink to={paths.procedure(error.successor.id)} look="strong">
          {words.successor(error.successor.name)}
        </ButtonLink>
      )}
    </Card>
  );
}

/** First the case and what follows from it, each in a line that opens; then all else, folded. */
function Whole({ found, isFetching: isAsking }: { found: Found; isFetching: boolean }) {
  const words = useWords();
  const { data: checklist, error, isFetching, isPlaceholderData, refetch, situation, change, link } = useSituation(found.id);
  const closed = found.closure?.in_force ?? false;
  const name = found.short_name || found.name;
  const foot = (
    <div className="foot">
      <ButtonLink to={paths.askAbout(found.id)} icon="chat">
        {words.procedure.ask}
      </ButtonLink>
      <Share path={link} name={name} text={shareText(words.procedure, checklist)} />
    </div>
  );
  return (
    <Screen title={words.procedure.title} foot={foot}>
      <KeptNotice of={found} fetching={isAsking} />
      <Lead found={found} />
      {closed && (
        <Notice>
          <Told>{found.closure?.text ?? ''}</Told>
        </Notice>
      )}
      {error && !checklist && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!checklist && !error && <Skeleton rows={3} />}
      {checklist && !closed && (
        <div className="stack" aria-busy={isPlaceholderData}>
          <KeptNotice of={checklist} fetching={isFetching} />
          {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
          <YourCase checklist={checklist} situation={situation} onChange={change} />
          <div className="card answers">
            <Bring id={found.id} documents={checklist.documents} general={checklist.general} />
            <Fee fee={checklist.fee} />
            <Ready time={checklist.time} />
            <Where checklist={checklist} place={situation.place ?? ''} onPlace={(place) => change({ place })} />
          </div>
          {checklist.channel === 'direct' && (
            <ButtonLink to={paths.booking({ procedure: found.id })} icon="calendar">
              {words.visits.book}
            </ButtonLink>
          )}
        </div>
      )}
      {[found.trust.changed, found.applicability_note].filter(Boolean).map((note) => (
        <Notice key={note}>
          <Told>{note}</Told>
        </Notice>
      ))}
      <div className="card answers">
        {!closed && <ForWhom />}
        {!closed && <How steps={found.steps} cases={found.cases} chosen={checklist?.case ?? ''} portal={found.portal_url} />}
        {!closed && <Forms forms={checklist?.forms ?? found.forms} offices={checklist?.offices ?? []} />}
        <Bullets icon="check" title={words.procedure.conditions} texts={found.conditions} />
        <Bullets icon="certificate" title={words.procedure.results} texts={found.results} />
        <Next procedures={found.next_procedures} />
        <Sure found={found} />
      </div>
      {found.translation && <Translated by={found.translation} />}
    </Screen>
  );
}

function Lead({ found }: { found: Found }) {
  const words = useWords();
  const { translation, trust } = found;
  return (
    <div className="lead">
      <h2 lang={langOf(found.short_name || found.name)}>{found.short_name || found.name}</h2>
      {trust.status !== 'current' && (
        <details className="caution" lang={langOf(trust.status_name)}>
          <summary>
            <span className="brief one">{trust.status_name}</span>
          </summary>
          <p>{trust.status_name}</p>
        </details>
      )}
      {translation?.origin === 'machine' && <p className="caution">{words.procedure.translation.origin.machine}</p>}
    </div>
  );
}

type ToShare = Pick<ReturnType<typeof useWords>['procedure'], 'shareText' | 'fee' | 'bring'>;

/** What a relative reads before they open the link. */
function shareText(words: ToShare, checklist?: { case: string; fee: { text: string }; documents: { name: string }[] }): string {
  if (!checklist) return words.shareText;
  const papers = checklist.documents.map(({ name }) => name).join('; ');
  return [checklist.case, papers && `${words.bring}: ${papers}`, `${words.fee}: ${checklist.fee.text}`].filter(Boolean).join('. ');
}
