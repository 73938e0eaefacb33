import { useState } from 'react';

import { useHistory } from '../../api/queries/announcements';
import { Button, ErrorBox, Skeleton } from '../../kit';
import { useWords } from '../../words';
import { moment } from '../../words/dates';

/** Changes since the publication, loaded on demand. */
export function History({ slug }: { slug: string }) {
  const words = useWords().news;
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useHistory(slug, isOpen);
  if (!isOpen) {
    return (
      <Button look="quiet" onClick={() => setOpen(true)}>
        {words.history}
      </Button>
    );
  }
  return (
    <div className="stack">
      <h3>{words.history}</h3>
      {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={1} />}
      <ol className="bullets">
        {data?.results.map(({ at, move, note }) => (
          <li key={at + move}>
            {moment(at)}: {words.moves[move]}
            {note && <span lang="vi"> – {note}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
