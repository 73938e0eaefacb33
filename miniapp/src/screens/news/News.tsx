import { useState } from 'react';

import { keptAt } from '../../api/offline';
import { useNews } from '../../api/queries/announcements';
import { useOfficeSuggestions } from '../../api/queries/offices';
import type { AnnouncementKind } from '../../api/types';
import { Button, ButtonLink, Card, Combobox, ErrorBox, KeptNotice, List, More, Notice, Screen, Skeleton } from '../../kit';
import { useObservable } from '../../observable';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useDebounced } from '../debounced';
import { Line } from '../procedure/Line';
import { NewsRow } from './NewsRow';
import { chooseWard, ward } from '../../ward';

export default function News() {
  const words = useWords();
  const [kind, setKind] = useState<AnnouncementKind | ''>('');
  const here = useObservable(ward);
  return (
    <Screen title={words.home.news.title}>
      <Card look="flush">
        <Line icon="list" title={words.news.filter} value={<Chosen kind={kind} place={here?.name} />}>
          <ByKind kind={kind} onChange={setKind} />
          <ByPlace />
        </Line>
      </Card>
      <Found kind={kind} area={here?.id ?? ''} />
      <ButtonLink to={paths.myChallenges} look="quiet">
        {words.news.mine}
      </ButtonLink>
    </Screen>
  );
}

function Chosen({ kind, place }: { kind: AnnouncementKind | ''; place?: string }) {
  const words = useWords();
  return (
    <>
      {kind ? words.home.news.kinds[kind] : words.news.anyKind}
      {' · '}
      {place ? <span lang="vi">{place}</span> : words.news.wholeProvince}
    </>
  );
}

function ByKind({ kind, onChange }: { kind: AnnouncementKind | ''; onChange: (kind: AnnouncementKind | '') => void }) {
  const words = useWords();
  return (
    <div className="field">
      <label htmlFor="kind">{words.news.kind}</label>
      <select id="kind" value={kind} onChange={(event) => onChange(event.target.value as AnnouncementKind | '')}>
        <option value="">{words.news.anyKind}</option>
        {Object.entries(words.home.news.kinds).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The citizen's place, chosen once and stored on the phone. */
function ByPlace() {
  const words = useWords().news;
  const here = useObservable(ward);
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim());
  const { data } = useOfficeSuggestions(here ? '' : wanted);
  const found = text.trim().length > 1 ? (data?.results ?? []).filter(({ level }) => level === 'xa') : [];
  if (here) {
    return (
      <div className="stack">
        <p>
          {words.place}: <strong lang="vi">{here.name}</strong>
        </p>
        <Button look="quiet" onClick={() => chooseWard(null)}>
          {words.anywhere}
        </Button>
      </div>
    );
  }
  const choose = (id: string | undefined) => {
    const chosen = found.find((one) => one.id === id);
    if (chosen) chooseWard({ id: chosen.id, name: chosen.name });
  };
  return (
    <Combobox
      label={words.place}
      hint={words.placeHint}
      button={words.placeButton}
      value={text}
      options={found.map(({ id, name }) => ({ key: id, text: name, lang: 'vi' }))}
      status={words.places(found.length)}
      onChange={setText}
      onChoose={({ key }) => choose(key)}
      onSubmit={() => choose(found[0]?.id)}
    />
  );
}

function Found({ kind, area }: { kind: AnnouncementKind | ''; area: string }) {
  const words = useWords();
  const pages = useNews({ kind, area });
  const { data, error, isFetching, refetch } = pages;
  const first = data?.pages[0];
  if (!first) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />;
  const cards = data.pages.flatMap((page) => page.results);
  return (
    <Card title={words.news.count(first.count)}>
      <KeptNotice of={first} fetching={isFetching} />
      {keptAt(first) && first.count > cards.length && !first.next && <Notice>{words.news.personsLeftOut}</Notice>}
      {cards.length === 0 && <p role="status">{words.news.none}</p>}
      <List>
        {cards.map((card) => (
          <NewsRow key={card.slug} card={card} />
        ))}
      </List>
      <More of={pages} />
    </Card>
  );
}
