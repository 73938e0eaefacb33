import { useSearchParams } from 'react-router-dom';

import { useQueues } from '../../api/queries/visits';
import type { Queue } from '../../api/types';
import type { ToBook } from '../../paths';
import { ButtonLink, Card, ErrorBox, KeptNotice, List, Notice, RowLink, Screen, Skeleton, Told } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Days } from './Days';
import { Hours } from './Hours';
import { Lead } from './Lead';
import { Where } from './Where';

const KNOWN = ['procedure', 'office', 'queue', 'dossier', 'day', 'move'] as const;

/** What is known stands in the address: the back key undoes one choice, and a link may begin anywhere. */
function useKnown(): ToBook {
  const [query] = useSearchParams();
  return Object.fromEntries(KNOWN.flatMap((name) => (query.get(name) ? [[name, query.get(name)?.slice(0, 120)]] : [])));
}

/** Office, day, hour, confirmation: one tap each. */
export default function Booking() {
  const known = useKnown();
  const words = useWords().visits.booking;
  const title = known.move ? words.move : words.title;
  if (!known.office && !known.queue) {
    return (
      <Screen title={title}>
        <Where known={known} />
      </Screen>
    );
  }
  return <AtOffice key={known.day ?? ''} title={title} known={known} />;
}

function AtOffice({ title, known }: { title: string; known: ToBook }) {
  const { data, error, isFetching, refetch } = useQueues(known);
  const all = data?.queues ?? [];
  const open = all.filter((one) => !one.why_not);
  const queue = all.find(({ id }) => String(id) === known.queue) ?? (all.length === 1 ? all[0] : undefined);
  if (queue && !queue.why_not && known.day) return <Hours key={queue.id} title={title} queue={queue} known={known} day={known.day} />;
  return (
    <Screen title={title}>
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {all[0] && <Lead queue={queue ?? all[0]} hasName={queue !== undefined} />}
      {queue && !queue.why_not && <Days queue={queue} known={known} groups={data?.priority_groups ?? []} />}
      {!queue && open.length > 0 && <Which queues={open} known={known} />}
      {data && (queue ? queue.why_not : open.length === 0) && <Nowhere why={queue?.why_not || all[0]?.why_not} known={known} />}
    </Screen>
  );
}

function Which({ queues, known }: { queues: Queue[]; known: ToBook }) {
  const words = useWords().visits.booking;
  return (
    <Card title={words.which}>
      <List>
        {queues.map(({ id, name }) => (
          <RowLink key={id} to={paths.booking({ ...known, queue: String(id) })} title={name} lang="vi" />
        ))}
      </List>
    </Card>
  );
}

/** Without appointments people just come; `why` is the service's reason if it has one. */
function Nowhere({ why, known }: { why?: string; known: ToBook }) {
  const words = useWords().visits;
  const { office, procedure, dossier } = known;
  return (
    <Notice tone="warning" live>
      <p>{why ? <Told>{why}</Told> : words.booking.noQueue}</p>
      <p>{words.note}</p>
      <div className="buttons">
        {office && (
          <ButtonLink to={paths.office(office)} icon="pin">
            {words.booking.officePage}
          </ButtonLink>
        )}
        <ButtonLink to={paths.booking({ procedure, dossier })}>{words.booking.other}</ButtonLink>
      </div>
    </Notice>
  );
}
