import { lazy, Suspense } from 'react';
import { useParams } from 'react-router-dom';

import { keptAt } from '../../api/offline';
import { useOffice } from '../../api/queries/offices';
import { useQueues } from '../../api/queries/visits';
import type { Office as Found } from '../../api/types';
import { Button, ButtonLink, Card, ErrorBox, Fold, KeptNotice, List, Named, Notice, Reach, RowLink, Screen, Skeleton, Vi } from '../../kit';
import { paths, shared } from '../../paths';
import { useObservable } from '../../observable';
import { chooseWard, ward } from '../../ward';
import { useWords } from '../../words';
import { day, moment } from '../../words/dates';
import { Missing } from '../Missing';
import { Share } from '../Share';
import { Hours } from './Hours';
import { Officers, Serves } from './More';

// Lazy: who is on duty is asked after the page stands.
const Duty = lazy(() => import('./Duty'));

export default function Office() {
  const words = useWords().offices;
  const { data, error, isFetching, refetch } = useOffice(useParams().id ?? '');
  return (
    <Screen title={words.office}>
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      <KeptNotice of={data} fetching={isFetching} />
      {data && <Whole office={data} />}
    </Screen>
  );
}

function Whole({ office }: { office: Found }) {
  const words = useWords().offices;
  const isActive = office.state === 'active';
  return (
    <>
      <div className="lead">
        <h2 lang="vi">{office.name}</h2>
        <p className="soft" lang="vi">
          {[office.kind_name, office.area].filter(Boolean).join(', ')}
        </p>
        {isActive && <OpenNow office={office} />}
      </div>
      {!isActive && <Gone office={office} />}
      {!office.receives_visitors && <Notice tone="warning">{words.noVisitors}</Notice>}
      {office.note && <Notice>
          <Vi>{office.note}</Vi>
        </Notice>}
      <Card title={words.contact}>
        {office.address && <p lang="vi">{office.address}</p>}
        <Missing of={office} />
        <Reach contact={office.contact} directions={office.directions} />
        {office.point?.note && (
          <p className="caution" lang="vi">
            {office.point.note}
          </p>
        )}
      </Card>
      {isActive && <Book office={office.id} />}
      {isActive && office.kind === 'commune' && <Live office={office} />}
      {isActive && <Hours office={office} />}
      {isActive && (
        <Suspense fallback={null}>
          <Duty key={office.id} office={office} />
        </Suspense>
      )}
      <Serves office={office} />
      <Officers office={office} />
      <Related office={office} />
      <div className="buttons">
        <ButtonLink to={paths.satisfactionOf(office.id)} icon="star">
          {words.satisfaction}
        </ButtonLink>
        <Share path={shared('office', office.id)} name={office.name} text={words.shareText} />
      </div>
      <p className="small">
        {office.verified ? words.verified : words.notVerified}{' '}
        {office.source && <Named say={(source) => words.asOf(source, office.as_of ? day(office.as_of) : '')} name={office.source} />}
      </p>
    </>
  );
}

/** Few offices have a counter with appointments: of others there is no button. */
function Book({ office }: { office: string }) {
  const words = useWords().visits;
  const { data } = useQueues({ office });
  if (!data?.queues.length) return null;
  return (
    <ButtonLink to={paths.booking({ office })} icon="calendar">
      {words.bookHere}
    </ButtonLink>
  );
}

/** Whose ward this is, it is on their phone; one tap puts it there. */
function Live({ office: { id, name } }: { office: Found }) {
  const words = useWords().offices;
  const mine = useObservable(ward);
  if (mine?.id === id) return null;
  return (
    <Button icon="pin" onClick={() => chooseWard({ id, name })}>
      {words.liveHere}
    </Button>
  );
}

function OpenNow({ office }: { office: Found }) {
  const words = useWords();
  const { openNow, closedNow } = words.common.office;
  if (office.open_now === null || keptAt(office)) return null; // as of the stored answer
  return (
    <p className="tags">
      <span className={office.open_now ? 'tag' : 'tag warning'}>{office.open_now ? openNow : closedNow}</span>
      {!office.open_now && office.opens_next && <span>{words.offices.opensNext(moment(office.opens_next))}</span>}
    </p>
  );
}

/** A closed office links to its successor. */
function Gone({ office }: { office: Found }) {
  const words = useWords().offices;
  const hasEnded = office.state === 'ended';
  return (
    <Notice tone="warning">
      <p>
        {hasEnded
          ? words.ended(office.valid_to ? day(office.valid_to) : '')
          : words.notStarted(office.valid_from ? day(office.valid_from) : '')}
      </p>
      {office.successor && (
        <ButtonLink to={paths.office(office.successor.id)} look="strong">
          <Named say={words.successor} name={office.successor.name} />
        </ButtonLink>
      )}
    </Notice>
  );
}

function Related({ office }: { office: Found }) {
  const words = useWords().offices;
  const groups: [string, Found['parents']][] = [
    [words.above, office.parents],
    [words.below, office.children],
  ];
  return (
    <>
      {office.former_names.length > 0 && (
        <Card>
          <Fold title={words.formerNames}>
            <p lang="vi">{office.former_names.join(', ')}</p>
          </Fold>
        </Card>
      )}
      {groups
        .filter(([, offices]) => offices.length > 0)
        .map(([title, offices]) => (
          <Card key={title}>
            <Fold title={title} open={offices.length <= 2}>
              <List>
                {offices.map(({ id, name }) => (
                  <RowLink key={id} to={paths.office(id)} title={name} lang="vi" />
                ))}
              </List>
            </Fold>
          </Card>
        ))}
    </>
  );
}
