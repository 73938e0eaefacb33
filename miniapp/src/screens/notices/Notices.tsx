import { Link } from 'react-router-dom';

import { useNotices, useReadNotices } from '../../api/queries/me';
import type { Notice as Found } from '../../api/types';
import { Button, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import { resolve } from '../../links';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { ByZalo } from './ByZalo';

export default function Notices() {
  const words = useWords().me.notices;
  const { data, error, refetch } = useNotices();
  const reading = useReadNotices();
  return (
    <Screen title={words.title}>
      {error && !data && <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && (
        <>
          {data.results.length === 0 && (
            <Card>
              <p>{words.none}</p>
            </Card>
          )}
          {data.unread > 0 && (
            <Button icon="check" busy={reading.isPending} onClick={() => reading.mutate('all')}>
              {words.readAll}
            </Button>
          )}
          {data.results.map((notice) => (
            <One key={notice.id} notice={notice} onOpen={() => reading.mutate([notice.id])} />
          ))}
          <ByZalo />
        </>
      )}
    </Screen>
  );
}

/** The dossier of a notice is the citizen's own: it opens without a look-up. */
function screenOf(link: string): string | null {
  const code = new URLSearchParams(link).get('dossier');
  return code ? paths.dossier(code) : resolve(link);
}

function One({ notice, onOpen }: { notice: Found; onOpen: () => void }) {
  const words = useWords().me.notices;
  const target = screenOf(notice.link);
  return (
    <Card title={notice.title} lang="vi">
      <p className="small">
        {!notice.read_at && <span className="tag warning">{words.new}</span>} {moment(notice.created_at)}
      </p>
      <p lang="vi">{notice.text}</p>
      {target && (
        <Link className="button" to={target} onClick={notice.read_at ? undefined : onOpen}>
          {words.open}
        </Link>
      )}
    </Card>
  );
}
