import { useSearchParams } from 'react-router-dom';

import { useSearch } from '../../api/queries/search';
import type { BesideSearch, Hint } from '../../api/types';
import { ButtonLink, CallLink, Card, ErrorBox, KeptNotice, List, More, Notice, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Danger } from '../Danger';
import { ProcedureRow } from './ProcedureRow';
import { ProcedureSearch } from './ProcedureSearch';

export default function Results() {
  const words = useWords();
  const [query] = useSearchParams();
  const search = query.get('q')?.trim().slice(0, 200) ?? '';
  return (
    <Screen title={words.results.title}>
      <ProcedureSearch key={search} search={search} />
      <Found search={search} />
    </Screen>
  );
}

function Found({ search }: { search: string }) {
  const words = useWords();
  const pages = useSearch(search);
  const { data, error, isFetching, refetch } = pages;
  const first = data?.pages[0];
  if (!first) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />;
  const cards = data.pages.flatMap((page) => page.results);
  return (
    <>
      <Danger found={first.danger} />
      <KeptNotice of={first} fetching={isFetching} />
      {first.hints.map((hint) => (
        <Told key={hint.text} hint={hint} />
      ))}
      <Beside found={first.beside ?? []} />
      {first.notice && <p className="small">{first.notice}</p>}
      {first.did_you_mean && <p>{words.results.corrected(first.did_you_mean)}</p>}
      {cards.length === 0 && first.danger ? null : cards.length === 0 ? (
        <Card title={words.results.none}>
          <p>{words.results.noneText}</p>
          <ButtonLink to={paths.ask} icon="chat">
            {words.results.ask}
          </ButtonLink>
        </Card>
      ) : (
        <Card title={words.results.count(first.count)}>
          <List>
            {cards.map((card) => (
              <ProcedureRow key={card.id} card={card} />
            ))}
          </List>
          <More of={pages} />
        </Card>
      )}
    </>
  );
}

/** Matching warnings and news, from other parts of the service. */
function Beside({ found }: { found: BesideSearch[] }) {
  const words = useWords().home.news;
  const news = found.filter(({ origin }) => origin === 'announcement');
  if (news.length === 0) return null;
  return (
    <Card title={words.title}>
      <List>
        {news.map(({ id, title, kind_name: kind }) => (
          <RowLink key={id} to={paths.announcement(id)} title={title} lang="vi">
            <span className="small" lang="vi">
              {kind}
            </span>
          </RowLink>
        ))}
      </List>
    </Card>
  );
}

/** A hint before the results: an emergency, or another agency. */
function Told({ hint }: { hint: Hint }) {
  const words = useWords();
  const isUrgent = hint.type === 'emergency';
  return (
    <Notice tone={isUrgent ? 'danger' : 'info'}>
      <p>{hint.text}</p>
      {hint.phone && <CallLink phone={hint.phone} look={isUrgent ? 'urgent' : 'plain'} label={words.common.call(hint.phone)} />}
      {hint.type === 'foreigners' && <ButtonLink to={paths.foreigners}>{words.home.abroad}</ButtonLink>}
    </Notice>
  );
}
