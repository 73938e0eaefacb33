import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';

import { keptAt } from '../../api/offline';
import type { OfficeSearch } from '../../api/queries/offices';
import { useFields, useOffices, useOfficeSuggestions } from '../../api/queries/offices';
import { Button, Card, Combobox, ErrorBox, KeptNotice, List, More, Notice, Screen, Skeleton, Tick } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useDebounced } from '../debounced';
import { useHere } from '../here';
import { OfficeRow } from './OfficeRow';

export default function Offices() {
  const words = useWords().offices;
  const [query] = useSearchParams();
  const [field, setField] = useState('');
  const [openNow, setOpenNow] = useState(query.has('open'));
  const here = useHere();
  const place = query.get('place')?.trim().slice(0, 200) ?? '';
  const byPlace = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (here.wasRefused) byPlace.current?.querySelector('input')?.focus();
  }, [here.wasRefused]);
  return (
    <Screen title={words.title}>
      <Card>
        <div ref={byPlace}>
          <ByPlace key={place} place={place} />
        </div>
        <ByField field={field} onChange={setField} />
        <Tick checked={openNow} onChange={setOpenNow}>
          {words.openOnly}
        </Tick>
        <Near here={here} />
      </Card>
      <Found place={place} field={field} near={here.near} openNow={openNow} />
    </Screen>
  );
}

function ByPlace({ place }: { place: string }) {
  const words = useWords().offices;
  const navigate = useNavigate();
  const [text, setText] = useState(place);
  const wanted = useDebounced(text.trim());
  const { data } = useOfficeSuggestions(wanted === place ? '' : wanted);
  const found = text.trim() !== place && text.trim().length > 1 ? (data?.results ?? []) : [];
  return (
    <Combobox
      label={words.search}
      hint={words.searchHint}
      button={words.searchButton}
      value={text}
      options={found.map(({ id, name, matched_name }) => ({ key: id, text: matched_name ? `${name} (${matched_name})` : name }))}
      status={words.suggestions(found.length)}
      onChange={setText}
      onChoose={({ key }) => navigate(paths.office(key))}
      onSubmit={() => navigate(paths.officesFor(text.trim()), { replace: true })}
    />
  );
}

function ByField({ field, onChange }: { field: string; onChange: (field: string) => void }) {
  const words = useWords().offices;
  const { data } = useFields();
  if (!data) return null;
  return (
    <div className="field">
      <label htmlFor="field">{words.field}</label>
      <select id="field" value={field} onChange={(event) => onChange(event.target.value)}>
        <option value="">{words.anyField}</option>
        {data.results.map(({ code, name }) => (
          <option key={code} value={code} lang="vi">
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Explains why before the phone asks; after a refusal the field above is the other way. */
function Near({ here }: { here: ReturnType<typeof useHere> }) {
  const words = useWords().offices;
  if (here.near) {
    return (
      <Button look="quiet" onClick={here.forget}>
        {words.nearOff}
      </Button>
    );
  }
  if (here.wasRefused) {
    return (
      <Notice tone="warning" live>
        {words.nearRefused}
      </Notice>
    );
  }
  return (
    <>
      <p className="soft">{words.nearText}</p>
      {here.error !== null && <ErrorBox error={here.error} />}
      <Button icon="pin" busy={here.busy} onClick={here.find}>
        {words.nearButton}
      </Button>
    </>
  );
}

function Found(search: OfficeSearch) {
  const words = useWords();
  const pages = useOffices(search);
  const { data, error, isFetching, refetch } = pages;
  const first = data?.pages[0];
  if (!first) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />;
  if (first.results.length === 0) {
    return (
      <Card title={words.offices.none}>
        <p role="status">{search.openNow ? words.offices.noneOpen : words.offices.noneText}</p>
      </Card>
    );
  }
  const count = search.near ? words.offices.nearest(first.count) : words.offices.count(first.count);
  return (
    <Card title={count}>
      <KeptNotice of={first} fetching={isFetching} />
      <List>
        {data.pages.flatMap((page) =>
          page.results.map((office) => <OfficeRow key={office.id} office={office} isKept={keptAt(page) !== null} />),
        )}
      </List>
      <More of={pages} />
    </Card>
  );
}
