import { useNearestOffices } from '../../api/queries/nearest';
import { Button, ButtonLink, Card, ErrorBox, List, Notice, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useHere } from '../here';
import { OfficeRow } from '../offices/OfficeRow';

/** Asks for the position only when the citizen wants it, after explaining why. */
export function NearOffices() {
  const words = useWords();
  const { near, wasRefused, busy, error: notFound, find } = useHere();
  const { data, error, refetch } = useNearestOffices(near);

  return (
    <Card title={words.home.near}>
      {near === null && <p className="soft">{words.home.nearText}</p>}
      {wasRefused && (
        <Notice tone="warning" live>
          {words.home.nearRefused}
        </Notice>
      )}
      {notFound !== null && <ErrorBox error={notFound} />}
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {near !== null && !data && !error && <Skeleton rows={2} />}
      {data && (
        <List>
          {data.results.map((office) => (
            <OfficeRow key={office.id} office={office} />
          ))}
        </List>
      )}
      <div className="buttons">
        {near === null && !wasRefused && (
          <Button icon="pin" busy={busy} onClick={find}>
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
