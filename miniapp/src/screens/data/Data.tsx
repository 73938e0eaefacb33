import { useState } from 'react';

import { useOverview } from '../../api/queries/overview';
import type { Erasure } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { Erase } from './Erase';
import { Requests } from './Requests';
import { See } from './See';

export default function Data() {
  const words = useWords().me.data;
  const [erasure, setErasure] = useState<Erasure | null>(null);
  return <Screen title={words.title}>{erasure ? <Erased erasure={erasure} /> : <Parts onErased={setErasure} />}</Screen>;
}

function Parts({ onErased }: { onErased: (erasure: Erasure) => void }) {
  const words = useWords().me.data;
  const { data, error, refetch } = useOverview(true);
  if (!data) return error ? <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} /> : <Skeleton />;
  return (
    <>
      <See />
      <Requests />
      <Erase onErased={onErased} />
    </>
  );
}

function Erased({ erasure }: { erasure: Erasure }) {
  const words = useWords();
  const own = words.me.data;
  return (
    <Card title={own.erased}>
      <p role="status">{own.erasedAt(moment(erasure.erased_at))}</p>
      <h3>{own.erasedParts}</h3>
      <ul className="bullets" lang="vi">
        {erasure.deleted.map(({ what, rows }) => (
          <li key={what}>
            {what} ({own.rows(rows)})
          </li>
        ))}
      </ul>
      {erasure.kept.length > 0 && (
        <>
          <h3>{own.keptParts}</h3>
          <ul className="bullets" lang="vi">
            {erasure.kept.map(({ what, reason }) => (
              <li key={what}>
                {what}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <ButtonLink to={paths.home} look="strong" icon="home">
        {words.common.home}
      </ButtonLink>
    </Card>
  );
}
