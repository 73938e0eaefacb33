import { usePopular } from '../../api/queries/finding';
import { useOverview } from '../../api/queries/overview';
import { ButtonLink, Card, ErrorBox, KeptNotice, List, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useObservable } from '../../observable';
import { settings } from '../../settings';
import { useWords } from '../../words';
import { ProcedureRow } from '../results/ProcedureRow';
import { ProcedureSearch } from '../results/ProcedureSearch';
import { Emergencies } from './Emergencies';
import { Headlines } from './Headlines';
import { NearOffices } from './NearOffices';

export default function Home() {
  return (
    <Screen title={import.meta.env.APP_TITLE} isFirst>
      <Card>
        <ProcedureSearch />
      </Card>
      <Emergencies />
      <Headlines />
      <Report />
      <Abroad />
      <Needed />
      <Popular />
      <NearOffices />
    </Screen>
  );
}

function Report() {
  const words = useWords().home;
  return (
    <Card>
      <ButtonLink to={paths.reportKinds} icon="camera">
        {words.report}
      </ButtonLink>
      <p className="soft">{words.reportText}</p>
      <ButtonLink to={paths.scam} icon="warning">
        {words.scam}
      </ButtonLink>
    </Card>
  );
}

/** For who reads another language. */
function Abroad() {
  const words = useWords().home;
  const { language } = useObservable(settings);
  if (language === 'vi') return null;
  return (
    <Card>
      <List>
        <RowLink to={paths.foreigners} title={words.abroad}>
          <span className="soft">{words.abroadText}</span>
        </RowLink>
      </List>
    </Card>
  );
}

/** Only for people who logged in before; a failure here must not disturb anybody. */
function Needed() {
  const words = useWords().home;
  const { data } = useOverview();
  const needed = data?.dossiers_to_act_on ?? [];
  const asked = data?.open_questions.filter((question) => question.status === 'asked_back') ?? [];
  const reports = data?.waiting_reports ?? [];
  if (needed.length + asked.length + reports.length === 0) return null;
  return (
    <Card title={words.needed}>
      <List>
        {needed.map((dossier) => (
          <RowLink key={dossier.code} to={paths.dossier(dossier.code)} title={dossier.procedure.name}>
            <span>{words.toDo[dossier.status.code] ?? dossier.status.next_step}</span>
          </RowLink>
        ))}
        {asked.map((question) => (
          <RowLink key={question.id} to={paths.question(question.id)} title={question.beginning}>
            <span>{words.askedBack}</span>
          </RowLink>
        ))}
        {reports.map(({ number, kind }) => (
          <RowLink key={number} to={paths.report(number)} title={kind.name}>
            <span>{words.supply}</span>
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
      {data?.notice && <p className="small">{data.notice}</p>}
    </Card>
  );
}
