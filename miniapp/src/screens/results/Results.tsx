import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router-dom';

import { useFields } from '../../api/queries/offices';
import { useSearch } from '../../api/queries/search';
import type { Hint, SearchDoor } from '../../api/types';
import { ButtonLink, CallLink, Card, ErrorBox, KeptNotice, langOf, List, More, Notice, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { ward } from '../../ward';
import { useWords } from '../../words';
import { Danger } from '../Danger';
import { iconOf } from '../fields';
import { KeptNames } from '../KeptNames';
import { ProcedureRow } from './ProcedureRow';
import { ProcedureSearch } from './ProcedureSearch';

// Lazy, so that the results are asked for first.
const Answer = lazy(() => import('./Answer'));

export default function Results() {
  const words = useWords();
  const [query] = useSearchParams();
  const search = query.get('q')?.trim().slice(0, 200) ?? '';
  return (
    <Screen title={search ? words.results.title : words.results.all}>
      <ProcedureSearch key={search} search={search} />
      {search ? (
        <>
          <Suspense fallback={null}>
            <Answer search={search} />
          </Suspense>
          <Found search={search} />
        </>
      ) : (
        <Fields />
      )}
    </Screen>
  );
}

function Found({ search }: { search: string }) {
  const words = useWords();
  const pages = useSearch(search);
  const { data, error, isFetching, refetch } = pages;
  const first = data?.pages[0];
  if (!first && error) {
    return (
      <>
        <KeptNames kind="procedures" search={search} error={error} />
        <ErrorBox error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (!first) return <Skeleton rows={4} />;
  const cards = data.pages.flatMap((page) => page.results);
  const doors = first.doors ?? [];
  // What is urgent comes first; one hint may stand before what was found.
  const [hint, ...hints] = [...first.hints].sort((one, other) => Number(isUrgent(other)) - Number(isUrgent(one)));
  const isEmpty = cards.length === 0;
  return (
    <>
      <Danger found={first.danger} />
      <KeptNotice of={first} fetching={isFetching} />
      {hint && <Told hint={hint} />}
      <Doors found={doors} search={search} />
      {first.did_you_mean && <p>{words.results.corrected(first.did_you_mean)}</p>}
      {isEmpty && !first.danger && doors.length === 0 && (
        <Card title={words.results.none}>
          <p>{words.results.noneText}</p>
          <ButtonLink to={paths.ask} icon="chat">
            {words.results.ask}
          </ButtonLink>
        </Card>
      )}
      {!isEmpty && (
        <Card title={first.confidence === 'low' ? words.results.maybe : words.results.count(first.count)}>
          <List>
            {cards.map((card) => (
              <ProcedureRow key={card.id} card={card} />
            ))}
          </List>
          <More of={pages} />
        </Card>
      )}
      {hints.map((other) => (
        <Told key={other.text} hint={other} />
      ))}
      {first.notice && (
        <p className="small" lang={langOf(first.notice)}>
          {first.notice}
        </p>
      )}
    </>
  );
}

/** Nothing is searched: the fields, each of which finds its procedures. */
function Fields() {
  const { data, error, refetch } = useFields();
  if (!data) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />;
  return (
    <Card look="flush">
      <List>
        {data.results.map(({ code, name }) => (
          <RowLink key={code} to={paths.results(name)} title={name} icon={iconOf(code)} lang="vi" />
        ))}
      </List>
    </Card>
  );
}

/** The commune's police where the phone's owner lives, which the phone alone knows. */
function ownOffice(): string {
  const own = ward.get();
  return own ? paths.office(own.id) : paths.offices;
}

/** Where each kind of door leads; others are only read. */
const TO: Record<string, (door: SearchDoor, search: string) => string> = {
  announcement: ({ id }) => paths.announcement(id),
  report_kind: ({ id, topic }, search) => `${paths.reporting(id)}?${new URLSearchParams({ words: search, topic: topic ?? '' })}`,
  office: ({ id, place }) => (id ? paths.office(id) : place ? paths.officesFor(place) : ownOffice()),
  beat: ({ id, place }) => {
    const at = id ? paths.office(id) : ownOffice();
    return at === paths.offices ? at : `${at}?${new URLSearchParams({ beat: place ?? '' })}`;
  },
  hours: ({ id }) => (id ? paths.office(id) : paths.offices),
  dossier: () => paths.lookUp,
  appointment: () => paths.visits,
  scam_check: () => paths.scam,
};

/** What else than a procedure the person may need, before the procedures. */
function Doors({ found, search }: { found: SearchDoor[]; search: string }) {
  if (found.length === 0) return null;
  return (
    <Card look="flush">
      <List>
        {found.map((door) => {
          const { origin, id, title, reason } = door;
          const to = TO[origin]?.(door, search);
          return to ? (
            <RowLink key={origin + id} to={to} title={title} lang="vi">
              <span className="small" lang="vi">
                {reason}
              </span>
            </RowLink>
          ) : (
            <li key={origin + id} lang="vi">
              <strong>{title}</strong>
              <p className="small">{reason}</p>
            </li>
          );
        })}
      </List>
    </Card>
  );
}

const isUrgent = ({ type }: Hint) => type === 'emergency';

/** A hint: an emergency, or another agency. */
function Told({ hint }: { hint: Hint }) {
  const words = useWords();
  const urgent = isUrgent(hint);
  return (
    <Notice tone={urgent ? 'danger' : 'info'}>
      <p lang={langOf(hint.text)}>{hint.text}</p>
      {hint.phone && <CallLink phone={hint.phone} look={urgent ? 'urgent' : 'plain'} label={words.common.call(hint.phone)} />}
      {hint.type === 'foreigners' && <ButtonLink to={paths.foreigners}>{words.home.abroad}</ButtonLink>}
    </Notice>
  );
}
