import { useParams } from 'react-router-dom';

import { useProcedure } from '../../api/queries/procedures';
import { ApiError } from '../../api/problems';
import type { Checklist, Procedure as Found, Translation } from '../../api/types';
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
  const key = useParams().key ?? '';
  return <Whole key={key} id={key} />;
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

/**
 * First the case and what follows from it, each in a line that opens; then all else, folded. The check list is the first
 * card: it is a third of the whole, so both are asked for at once, and the card does not wait for the rest.
 */
function Whole({ id }: { id: string }) {
  const words = useWords();
  const { data: checklist, error, isFetching, isPlaceholderData, refetch, situation, change, link } = useSituation(id);
  const { data: found, error: refused, isFetching: isAsking, refetch: askAgain } = useProcedure(id);
  const failed = refused && !found && <Refused error={refused} onRetry={() => void askAgain()} />;
  const head = found ? headOf(found) : checklist && headOfList(checklist);
  if (!head) return <Screen title={words.procedure.title}>{failed || <Skeleton rows={5} />}</Screen>;
  const closure = checklist?.closed || (found?.closure?.in_force ? found.closure.text : '');
  const foot = (
    <div className="foot">
      <ButtonLink to={paths.askAbout(head.id)} icon="chat">
        {words.procedure.ask}
      </ButtonLink>
      <Share path={link} name={head.name} text={shareText(words.procedure, checklist)} />
    </div>
  );
  return (
    <Screen title={words.procedure.title} foot={foot}>
      {found && <KeptNotice of={found} fetching={isAsking} />}
      <Lead head={head} />
      {closure && (
        <Notice>
          <Told>{closure}</Told>
        </Notice>
      )}
      {error && !checklist && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!checklist && !error && <Skeleton rows={3} />}
      {checklist && !closure && (
        <div className="stack" aria-busy={isPlaceholderData}>
          <KeptNotice of={checklist} fetching={isFetching} />
          {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
          <YourCase checklist={checklist} situation={situation} onChange={change} />
          <div className="card answers">
            <Bring id={head.id} documents={checklist.documents} general={checklist.general} />
            <Fee fee={checklist.fee} />
            <Ready time={checklist.time} />
            <Where checklist={checklist} place={situation.place ?? ''} onPlace={(place) => change({ place })} />
          </div>
          {checklist.channel === 'direct' && (
            <ButtonLink to={paths.booking({ procedure: head.id })} icon="calendar">
              {words.visits.book}
            </ButtonLink>
          )}
        </div>
      )}
      {found ? <Rest found={found} checklist={checklist} closed={Boolean(closure)} /> : failed || <Skeleton rows={3} />}
    </Screen>
  );
}

function Rest({ found, checklist, closed }: { found: Found; checklist?: Checklist; closed: boolean }) {
  const words = useWords();
  return (
    <>
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
    </>
  );
}

interface Head {
  id: string;
  name: string;
  trust: string;
  trustName: string;
  translation?: Translation;
}

const headOf = ({ id, short_name, name, trust, translation }: Found): Head => ({
  id, name: short_name || name, trust: trust.status, trustName: trust.status_name, translation,
});

const headOfList = ({ procedure, name, trust, trust_name, translation }: Checklist): Head => ({
  id: procedure, name, trust, trustName: trust_name, translation,
});

function Lead({ head: { name, trust, trustName, translation } }: { head: Head }) {
  const words = useWords();
  return (
    <div className="lead">
      <h2 lang={langOf(name)}>{name}</h2>
      {trust !== 'current' && (
        <details className="caution" lang={langOf(trustName)}>
          <summary>
            <span className="brief one">{trustName}</span>
          </summary>
          <p>{trustName}</p>
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
