import { usePopular } from '../../api/queries/finding';
import { useProvince } from '../../api/queries/province';
import { session } from '../../api/session';
import type { ProcedureCard } from '../../api/types';
import { ButtonLink, Card, ErrorBox, KeptNotice, langOf, List, RowLink, Screen, Skeleton } from '../../kit';
import { useObservable } from '../../observable';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { iconOf } from '../fields';
import { useLevels } from '../results/ProcedureRow';
import { ProcedureSearch } from '../results/ProcedureSearch';
import { Emergencies } from './Emergencies';
import { Headline } from './Headline';
import { Needed } from './Needed';
import { Tiles } from './Tiles';
import { Today } from './Today';

/** How many of the popular procedures are shown; the rest is behind the first tile. */
const SHOWN = 5;

export default function Home() {
  const words = useWords().home;
  const name = useObservable(session)?.citizen.name;
  return (
    <Screen title={useProvince() || import.meta.env.APP_TITLE} lang="vi" isFirst>
      <div className="hero">
        <p lang={langOf(name ?? '')}>{words.greeting(name ?? '')}</p>
        <ProcedureSearch />
      </div>
      <Today />
      <Tiles />
      <Emergencies />
      <Needed />
      <Headline />
      <Popular />
    </Screen>
  );
}

function Popular() {
  const words = useWords().home;
  const { data, error, isFetching, refetch } = usePopular();
  const cards = data?.results?.slice(0, SHOWN) ?? [];
  return (
    <Card title={words.popular}>
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data && (
        <List>
          {cards.map((card) => (
            <Wanted key={card.id} card={card} isAlone={cards.filter(({ name }) => name === card.name).length < 2} />
          ))}
        </List>
      )}
      {data?.notice && <p className="small" lang={langOf(data.notice)}>{data.notice}</p>}
      <ButtonLink to={paths.all} look="quiet">
        {words.allProcedures}
      </ButtonLink>
    </Card>
  );
}

/** Where several have the same name, the receiving level says which is which. */
function Wanted({ card, isAlone }: { card: ProcedureCard; isAlone: boolean }) {
  const levels = useLevels(card);
  return (
    <RowLink to={paths.procedure(card.id)} title={card.name} lang={langOf(card.name)} icon={iconOf(card.field)}>
      {!isAlone && <span className="small">{levels}</span>}
    </RowLink>
  );
}
