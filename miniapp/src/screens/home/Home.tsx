import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { useMyDossiers } from '../../api/queries/dossiers';
import { usePopular, useSuggestions } from '../../api/queries/finding';
import { CallLink, Card, Combobox, ErrorBox, KeptNotice, List, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useDebounced } from '../debounced';
import { ProcedureRow } from '../results/ProcedureRow';
import { NearOffices } from './NearOffices';

const EMERGENCIES = ['113', '114', '115'];

export default function Home() {
  return (
    <Screen title={import.meta.env.APP_TITLE} isFirst>
      <Search />
      <Emergencies />
      <Needed />
      <Popular />
      <NearOffices />
    </Screen>
  );
}

function Search() {
  const words = useWords().home;
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { data } = useSuggestions(useDebounced(text.trim()));
  const found = text.trim().length > 1 ? (data?.results ?? []) : [];
  return (
    <Card>
      <Combobox
        label={words.search}
        hint={words.searchHint}
        button={words.searchButton}
        value={text}
        options={found.map((one, place) => ({ key: String(place), text: one.text }))}
        status={words.suggestions(found.length)}
        onChange={setText}
        onChoose={({ key, text: chosen }) => {
          const procedure = found[Number(key)]?.procedure;
          navigate(procedure ? paths.procedure(procedure) : paths.results(chosen));
        }}
        onSubmit={() => navigate(paths.results(text.trim()))}
      />
    </Card>
  );
}

function Emergencies() {
  const words = useWords();
  return (
    <nav className="emergencies" aria-label={words.home.emergencies}>
      {EMERGENCIES.map((number) => (
        <CallLink key={number} phone={number} look="urgent" label={words.home.emergency[number] ?? ''} number />
      ))}
    </nav>
  );
}

/** Only for those who logged in before; a failure here must not stand in anybody's way. */
function Needed() {
  const words = useWords().home;
  const { data } = useMyDossiers();
  const needed = data?.results.filter((dossier) => dossier.action_needed) ?? [];
  if (needed.length === 0) return null;
  return (
    <Card title={words.needed}>
      <List>
        {needed.map((dossier) => (
          <RowLink key={dossier.code} to={paths.dossier(dossier.code)} title={dossier.procedure.name}>
            <span>{dossier.status.next_step}</span>
          </RowLink>
        ))}
      </List>
    </Card>
  );
}

function Popular() {
  const words = useWords().home;
  const { data, error, isFetching, refetch } = usePopular();
  return (
    <Card title={words.popular}>
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <List>
          {data.results.map((card) => (
            <ProcedureRow key={card.id} card={card} brief />
          ))}
        </List>
      )}
    </Card>
  );
}
