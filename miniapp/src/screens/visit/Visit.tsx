import { useLocation, useParams } from 'react-router-dom';

import { useOffice } from '../../api/queries/offices';
import { useNumber } from '../../api/queries/visits';
import type { QueueNumber } from '../../api/types';
import { ButtonLink, Copyable, ErrorBox, KeptNotice, Reach, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Papers } from '../booking/Papers';
import { Calendar } from './Calendar';
import { Cancel } from './Cancel';
import { Shown } from './Shown';

/** My number; without network as it was seen last. First what is shown only once, and rating: the way there is known by then. */
export default function Visit() {
  const words = useWords().visits;
  const { data, error, isFetching, refetch } = useNumber(useParams().id ?? '');
  const secret = (useLocation().state as { secret?: string } | null)?.secret;
  return (
    <Screen title={words.number.title}>
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && <Shown number={data} />}
      {data && secret && (
        <div className="card">
          <Copyable text={`${data.label} ${secret}`} label={words.number.copy}>
            {words.number.slip}
          </Copyable>
        </div>
      )}
      {data?.rating && <Acts number={data} />}
      {data && <Place office={data.office} />}
      {data?.procedure && <Papers procedure={data.procedure} />}
      {data && !data.rating && <Acts number={data} />}
      <p className="soft">{words.note}</p>
    </Screen>
  );
}

/** Its phone and its map; the address stands with the number itself. */
function Place({ office }: { office: string }) {
  const { data } = useOffice(office);
  return data ? <Reach contact={data.contact} directions={data.directions} /> : null;
}

function Acts({ number }: { number: QueueNumber }) {
  const words = useWords().visits;
  const { id, office, queue, procedure, rating, can_move, can_cancel } = number;
  const known = { office, queue: String(queue), procedure: procedure ?? undefined, move: String(id) };
  return (
    <div className="buttons">
      {rating && (
        <ButtonLink to={paths.rate(rating)} look="strong" icon="star">
          {words.number.rate}
        </ButtonLink>
      )}
      {can_move && (
        <ButtonLink to={paths.booking(known)} icon="clock">
          {words.number.move}
        </ButtonLink>
      )}
      {can_cancel && <Calendar number={number} />}
      {can_cancel && <Cancel number={number} />}
      {!can_cancel && !can_move && (
        <ButtonLink to={paths.booking({ office, procedure: procedure ?? undefined })} icon="calendar">
          {words.number.again}
        </ButtonLink>
      )}
    </div>
  );
}
