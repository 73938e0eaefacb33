import { useState } from 'react';
import { useParams } from 'react-router-dom';

import type { Situation } from '../../api/queries/procedures';
import { useChecklist, useProcedure } from '../../api/queries/procedures';
import { ApiError } from '../../api/problems';
import type { Procedure as Found } from '../../api/types';
import { ButtonLink, Card, ErrorBox, KeptNotice, Notice, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { read, write } from '../../storage';
import { useWords } from '../../words';
import { Share } from '../Share';
import { Bring } from './Bring';
import { Cost } from './Cost';
import { Bullets, Forms, How, Next, Sure } from './More';
import { Translated } from './Translated';
import { YourCase } from './YourCase';
import { Where } from './Where';

export default function Procedure() {
  const words = useWords().procedure;
  const key = useParams().key ?? '';
  const { data, error, isFetching, refetch } = useProcedure(key);
  return (
    <Screen title={words.title}>
      {error && !data && <Refused error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      <KeptNotice of={data} fetching={isFetching} />
      {data && <Whole found={data} />}
    </Screen>
  );
}

/** A withdrawn procedure links to its successor. */
function Refused({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const words = useWords().procedure;
  if (error.code !== 'procedure_withdrawn') return <ErrorBox error={error} onRetry={onRetry} />;
  return (
    <Card title={words.withdrawn}>
      <p>{error.detail}</p>
      {error.successor && (
        <ButtonLink to={paths.procedure(error.successor.id)} look="strong">
          {words.successor(error.successor.name)}
        </ButtonLink>
      )}
    </Card>
  );
}

function Whole({ found }: { found: Found }) {
  const words = useWords();
  const [situation, setSituation] = useState<Situation>({ place: read<string>('place') ?? undefined });
  const { data: checklist, error, isFetching, isPlaceholderData, refetch } = useChecklist(found.id, situation);
  const closed = found.closure?.in_force ?? false;
  const change = (values: Situation) => {
    if (values.place !== undefined) write('place', values.place);
    setSituation({ ...situation, ...values });
  };
  return (
    <>
      <div className="lead">
        <h2>{found.short_name || found.name}</h2>
        <p className="soft">{found.levels.map(({ code, name }) => words.common.levels[code] ?? name).join(', ')}</p>
        {found.trust.status !== 'current' && (
          <p className="tags">
            <span className="tag warning">{found.trust.status_name}</span>
          </p>
        )}
      </div>
      {found.translation && <Translated by={found.translation} />}
      {closed && <Notice>{found.closure?.text}</Notice>}
      {found.trust.changed && <Notice>{found.trust.changed}</Notice>}
      {found.applicability_note && <Notice>{found.applicability_note}</Notice>}
      {error && !checklist && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!checklist && !error && <Skeleton rows={3} />}
      {checklist && !closed && (
        <div className="stack" aria-busy={isPlaceholderData}>
          <KeptNotice of={checklist} fetching={isFetching} />
          {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
          <YourCase checklist={checklist} onChange={change} />
          <Bring id={found.id} documents={checklist.documents} />
          {checklist.general?.map((text) => (
            <p key={text} className="small">
              {text}
            </p>
          ))}
          <Cost checklist={checklist} />
          <Where checklist={checklist} place={situation.place ?? ''} onPlace={(place) => change({ place })} />
        </div>
      )}
      {!closed && <How steps={found.steps} cases={found.cases} chosen={checklist?.case ?? ''} portal={found.portal_url} />}
      {!closed && <Forms forms={found.forms} />}
      <Bullets title={words.procedure.conditions} texts={found.conditions} />
      <Bullets title={words.procedure.results} texts={found.results} />
      <Next procedures={found.next_procedures} />
      <Sure found={found} />
      <div className="buttons">
        <ButtonLink to={paths.askAbout(found.id)} look="strong" icon="chat">
          {words.procedure.ask}
        </ButtonLink>
        <Share of="procedure" id={found.id} name={found.short_name || found.name} text={words.procedure.shareText} />
      </div>
      <p className="small">{found.code && words.procedure.code(found.code)}</p>
    </>
  );
}
