import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';

import { keptAt } from '../../api/offline';
import type { OfficeSearch } from '../../api/queries/offices';
import { useFields, useOffice, useOffices, useOfficeSuggestions } from '../../api/queries/offices';
import { Button, Card, Combobox, ErrorBox, Fold, KeptNotice, List, More, Notice, Reach, RowLink, Screen, Skeleton, Tick } from '../../kit';
import { paths } from '../../paths';
import { useObservable } from '../../observable';
import type { Ward } from '../../ward';
import { chooseWard, ward } from '../../ward';
import { useWords } from '../../words';
import { useDebounced } from '../debounced';
import { useHere } from '../here';
import { KeptNames } from '../KeptNames';
import { Missing } from '../Missing';
import { Line } from '../procedure/Line';
import { OfficeRow } from './OfficeRow';

export default function Offices() {
  const words = useWords().offices;
  const [query] = useSearchParams();
  const [field, setField] = useState('');
  const [openNow, setOpenNow] = useState(query.has('open'));
  const here = useHere();
  const place = query.get('place')?.trim().slice(0, 200) ?? '';
  const mine = useObservable(ward);
  const byPlace = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (here.wasRefused) byPlace.current?.querySelector('input')?.focus();
  }, [here.wasRefused]);
  return (
    <Screen title={words.title}>
      {mine && <Mine of={mine} />}
      <Card>
        <div ref={byPlace}>
          <ByPlace key={place} place={place} />
        </div>
        <Near here={here} />
        <Line icon="list" title={words.filter} value={<Chosen field={field} openNow={openNow} />}>
          <ByField field={field} onChange={setField} />
          <Tick checked={openNow} onChange={setOpenNow}>
            {words.openOnly}
          </Tick>
        </Line>
      </Card>
      <Found place={place} field={field} near={here.near} openNow={openNow} kind={place || field ? undefined : 'commune'} />
      {!place && !field && <Departments />}
    </Screen>
  );
}

/** One's own ward: its phone and its way, without a search. */
function Mine({ of: { id, name } }: { of: Ward }) {
  const words = useWords().offices;
  const { data } = useOffice(id);
  return (
    <Card title={words.mine}>
      <List>{data ? <OfficeRow office={{ ...data, matched_name: null, distance_m: null }} isKept={keptAt(data) !== null} /> : <RowLink to={paths.office(id)} title={name} lang="vi" />}</List>
      {data && <Missing of={data} />}
      {data && <Reach contact={data.contact} directions={data.directions} />}
      <Button look="quiet" onClick={() => chooseWard(null)}>
        {words.other}
      </Button>
    </Card>
  );
}

/** The departments within the provincial police receive few people: last, and asked for only when opened. */
function Departments() {
  const words = useWords().offices;
  const [isOpen, setOpen] = useState(false);
  return (
    <Card>
      <Fold title={words.departments} onOpen={() => setOpen(true)}>
        {isOpen && <Rows place="" field="" near={null} openNow={false} kind="department" />}
      </Fold>
    </Card>
  );
}

function ByPlace({ place }: { place: string }) {
  const words = useWords().offices;
  const navigate = useNavigate();
  const [text, setText] = useState(place);
  const wanted = useDebounced(text.trim());
  const { data } = useOfficeSuggestions(wanted === place ? '' : wanted);
  /** Whose ward it is; the first one is remembered. */
  const choose = (id: string) => {
    const chosen = data?.results.find((one) => one.id === id);
    if (chosen?.level === 'xa' && !ward.get()) chooseWard({ id, name: chosen.name });
    navigate(paths.office(id));
  };
  const found = text.trim() !== place && text.trim().length > 1 ? (data?.results ?? []) : [];
  return (
    <Combobox
      label={words.search}
      hint={words.searchHint}
      button={words.searchButton}
      value={text}
      options={found.map(({ id, name, matched_name }) => ({ key: id, text: matched_name ? `${name} (${matched_name})` : name, lang: 'vi' }))}
      status={words.suggestions(found.length)}
      onChange={setText}
      onChoose={({ key }) => choose(key)}
      onSubmit={() => navigate(paths.officesFor(text.trim()), { replace: true })}
    />
  );
}

function Chosen({ field, openNow }: { field: string; openNow: boolean }) {
  const words = useWords().offices;
  const { data } = useFields();
  const name = data?.results.find(({ code }) => code === field)?.name;
  return (
    <>
      {name ? <span lang="vi">{name}</span> : words.anyField}
      {openNow && ` · ${words.openOnly}`}
    </>
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
      <p className="small">{words.nearText}</p>
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
  if (!first && error) {
    return (
      <>
        <KeptNames kind="offices" search={search.place} error={error} />
        <ErrorBox error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (!first) return <Skeleton rows={4} />;
  if (first.results.length === 0) {
    return (
      <Card title={words.offices.none}>
        <p role="status">{search.openNow ? words.offices.noneOpen : words.offices.noneText}</p>
      </Card>
    );
  }
  const count = search.near ? words.offices.nearest(first.count) : words.offices.count(first.count);
  const title = search.field ? words.offices.receives : search.kind ? words.offices.communes : count;
  return (
    <Card title={title}>
      {title !== count && <p className="small">{count}</p>}
      <KeptNotice of={first} fetching={isFetching} />
      <List>
        {data.pages.flatMap((page) =>
          [...page.results]
            .sort((one, other) => Number(one.kind === 'department') - Number(other.kind === 'department'))
            .map((office) => <OfficeRow key={office.id} office={office} isKept={keptAt(page) !== null} />),
        )}
      </List>
      <More of={pages} />
    </Card>
  );
}

/** A list within a part that has its title. */
function Rows(search: OfficeSearch) {
  const pages = useOffices(search);
  const { data, error, refetch } = pages;
  if (!data) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={3} />;
  return (
    <>
      <List>{data.pages.flatMap((page) => page.results.map((office) => <OfficeRow key={office.id} office={office} isKept={keptAt(page) !== null} />))}</List>
      <More of={pages} />
    </>
  );
}
