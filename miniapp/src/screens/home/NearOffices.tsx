import { useState } from 'react';

import { useNearestOffices } from '../../api/queries/offices';
import { Button, ButtonLink, Card, ErrorBox, KeptNotice, List, Notice, RowLink, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { zalo } from '../../zalo';

/** Asks where the phone is only when the citizen wants it, and says why first. */
export function NearOffices() {
  const words = useWords();
  const [near, setNear] = useState<string | null>(null);
  const [wasRefused, setRefused] = useState(false);
  const [busy, setBusy] = useState(false);
  const { data, error, isFetching, refetch } = useNearestOffices(near);

  async function find() {
    setBusy(true);
    const found = await zalo.location();
    setBusy(false);
    if (found && 'near' in found) setNear(found.near);
    else setRefused(true);
  }

  return (
    <Card title={words.home.near}>
      {near === null && <p className="soft">{words.home.nearText}</p>}
      {wasRefused && (
        <Notice tone="warning" live>
          {words.home.nearRefused}
        </Notice>
      )}
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {near !== null && !data && !error && <Skeleton rows={2} />}
      {data && (
        <List>
          {data.results.map((office) => (
            <RowLink key={office.id} to={paths.office(office.id)} title={office.name}>
              <span className="tags">
                {office.open_now !== null && (
                  <span className="tag">{office.open_now ? words.home.openNow : words.home.closedNow}</span>
                )}
                {office.distance_m !== null && (
                  <span className="tag">{words.procedure.distance((office.distance_m / 1000).toFixed(1))}</span>
                )}
              </span>
            </RowLink>
          ))}
        </List>
      )}
      <div className="buttons">
        {near === null && !wasRefused && (
          <Button icon="pin" busy={busy} onClick={() => void find()}>
            {words.home.nearButton}
          </Button>
        )}
        <ButtonLink to={paths.offices} icon="search" look={near === null && !wasRefused ? 'quiet' : 'plain'}>
          {words.home.byPlace}
        </ButtonLink>
      </div>
    </Card>
  );
}
