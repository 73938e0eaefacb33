import { useState } from 'react';

import { useOffices } from '../../api/queries/offices';
import { Card, ErrorBox, langOf, List, More, Notice, RowLink, Skeleton } from '../../kit';
import { useObservable } from '../../observable';
import type { ToBook } from '../../paths';
import { paths } from '../../paths';
import { read, write } from '../../storage';
import { ward } from '../../ward';
import { useWords } from '../../words';
import { OfficeRow } from '../offices/OfficeRow';
import { PlaceForm } from '../PlaceForm';
import { useSituation } from '../procedure/situation';

interface Props {
  known: ToBook;
}

/** The office: for a procedure those that receive it, else any. */
export function Where({ known }: Props) {
  const words = useWords().visits;
  return (
    <>
      <p className="soft">{words.note}</p>
      {known.procedure ? <Receiving known={known} procedure={known.procedure} /> : <AnyOffice known={known} />}
    </>
  );
}

function Receiving({ known, procedure }: Props & { procedure: string }) {
  const words = useWords();
  const { data, error, refetch, situation, change } = useSituation(procedure);
  if (!data) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />;
  const offices = data.offices.filter(({ receives }) => receives !== 'no');
  return (
    <Card title={words.visits.booking.where}>
      <PlaceForm place={situation.place ?? ''} button={words.visits.booking.placeButton} onPlace={(place) => change({ place })} />
      {data.offices_note && (
        <Notice live>
          <span lang={langOf(data.offices_note)}>{data.offices_note}</span>
        </Notice>
      )}
      <List>
        {offices.map(({ id, name, address, receives }) => (
          <RowLink key={id} to={paths.booking({ ...known, office: id })} title={name} lang={langOf(name)} icon="pin">
            {address && (
              <span className="soft" lang="vi">
                {address}
              </span>
            )}
            {receives !== 'yes' && (
              <span className="tags">
                <span className="tag warning">{words.procedure.receives[receives]}</span>
              </span>
            )}
          </RowLink>
        ))}
      </List>
    </Card>
  );
}

function AnyOffice({ known }: Props) {
  const words = useWords().visits.booking;
  const mine = useObservable(ward);
  const [place, setPlace] = useState(() => read<string>('place') ?? '');
  return (
    <Card title={words.where}>
      {mine && (
        <List>
          <RowLink to={paths.booking({ ...known, office: mine.id })} title={mine.name} lang="vi" icon="home" />
        </List>
      )}
      <PlaceForm
        place={place}
        button={words.placeButton}
        onPlace={(next) => {
          write('place', next);
          setPlace(next);
        }}
      />
      {place && <Rows place={place} known={known} />}
    </Card>
  );
}

function Rows({ place, known }: Props & { place: string }) {
  const words = useWords().visits.booking;
  const pages = useOffices({ place, field: '', near: null, openNow: false });
  const { data, error, refetch } = pages;
  if (!data) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton />;
  const found = data.pages.flatMap((page) => page.results);
  if (found.length === 0) return <p role="status">{words.noPlace}</p>;
  return (
    <>
      <List>
        {found.map((office) => (
          <OfficeRow key={office.id} office={office} to={paths.booking({ ...known, office: office.id })} />
        ))}
      </List>
      <More of={pages} />
    </>
  );
}
