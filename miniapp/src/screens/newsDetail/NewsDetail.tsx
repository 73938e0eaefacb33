import { useEffect } from 'react';
import { useParams } from 'react-router-dom';

import { keptAt } from '../../api/offline';
import { useAnnouncement } from '../../api/queries/announcements';
import type { ApiError } from '../../api/problems';
import type { Announcement } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Facts, KeptNotice, Notice, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { NewsTags } from '../news/NewsRow';
import { markRead } from '../news/read';
import { Challenge } from './Challenge';
import { History } from './History';
import { Html } from './Html';
import { Picture } from './Picture';
import { Share } from './Share';

const GONE = 410;

export default function NewsDetail() {
  const words = useWords();
  const { slug = '' } = useParams();
  const { data, error, isFetching, refetch } = useAnnouncement(slug);
  useEffect(() => {
    if (data) markRead(data);
  }, [data]);
  const isGone = error?.status === GONE;
  return (
    <Screen title={words.home.news.title}>
      <KeptNotice of={data} fetching={isFetching} />
      {isGone && <Tombstone error={error} />}
      {error && !isGone && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && !isGone && <Whole of={data} />}
    </Screen>
  );
}

/** The remains of a withdrawn one. */
function Tombstone({ error }: { error: ApiError }) {
  const words = useWords();
  return (
    <Card>
      <Notice tone="warning" live>
        <p>
          <strong>{words.news.gone}</strong>
        </p>
        <p lang="vi">{error.detail}</p>
        <p>{words.news.goneText}</p>
      </Notice>
      <ButtonLink to={paths.news}>{words.home.news.all}</ButtonLink>
    </Card>
  );
}

function Whole({ of }: { of: Announcement }) {
  const words = useWords();
  const own = words.news;
  const { claim, where_seen: seen, verdict, scam_marks: marks, sources } = of.particulars;
  return (
    <>
      <article className="card">
        <NewsTags card={of} />
        <h2 lang="vi">{of.title}</h2>
        <p className="small">
          <span lang="vi">{of.office.name}</span> · {moment(of.published_at)}
        </p>
        {of.state === 'expired' && <Notice tone="warning">{own.expired(of.expires_at ? moment(of.expires_at) : '')}</Notice>}
        {of.corrected_at && (
          <Notice tone="warning">
            <p>
              <strong>{own.correctedAt(moment(of.corrected_at))}</strong>
            </p>
            <p lang="vi">{of.correction_note}</p>
          </Notice>
        )}
        {claim && (
          <div className="stack">
            <h3>{own.claim}</h3>
            <p className="quote" lang="vi">
              {claim}
            </p>
            {seen && seen.length > 0 && <p className="small">{own.seen(seen.join(', '))}</p>}
            {verdict && (
              <p>
                {own.verdict}: <strong>{own.verdicts[verdict]}</strong>
              </p>
            )}
          </div>
        )}
        {of.summary && (
          <p lang="vi">
            <strong>{of.summary}</strong>
          </p>
        )}
        {of.picture && !keptAt(of) && <Picture key={of.picture.sizes[0]?.url} of={of.picture} />}
        <Html html={of.html} />
        {marks && marks.length > 0 && (
          <div className="stack">
            <h3>{own.marks}</h3>
            <p className="small">{own.marksText}</p>
            <ul className="bullets">
              {marks.map((mark) => (
                <li key={mark}>
                  <code>{mark}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Particulars of={of} />
        {sources && sources.length > 0 && <p className="small">{own.sources(sources.join('; '))}</p>}
        {of.version > 1 && <History slug={of.slug} />}
      </article>
      <Share of={of} />
      <Challenge of={of} />
    </>
  );
}

function Particulars({ of }: { of: Announcement }) {
  const words = useWords().news;
  const about = of.particulars;
  const rows: [string, string | undefined | null][] = [
    [words.service, about.service],
    [words.where, about.place],
    [words.begins, about.begins_at && moment(about.begins_at)],
    [words.ends, about.ends_at && moment(about.ends_at)],
    [words.decision, about.decision_number],
    [words.document, of.legal_document],
    [words.areas, of.areas.map(({ name }) => name).join(', ') || words.wholeProvince],
    [words.until, of.state === 'published' && of.expires_at ? moment(of.expires_at) : ''],
  ];
  return <Facts rows={rows.filter((row): row is [string, string] => Boolean(row[1]))} />;
}
