import { useReportKinds } from '../../api/queries/reports';
import type { ReportKind } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Fold, KeptNotice, List, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Emergencies } from '../home/Emergencies';
import { Said } from '../Said';
import { LawfulWay } from './LawfulWay';

/** Kinds of reports. People in danger are told to call first. */
export default function ReportKinds() {
  const { fines, reporting: words } = useWords();
  const { data, error, isFetching, refetch } = useReportKinds();
  const open = data?.kinds.filter((kind) => kind.is_open) ?? [];
  const closed = data?.kinds.filter((kind) => !kind.is_open) ?? [];
  return (
    <Screen title={words.title}>
      <Card title={words.danger}>
        <p>{words.dangerText}</p>
        <Emergencies numbers={data?.emergency_numbers.map(({ number }) => number)} />
      </Card>
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {open.length > 0 && (
        <Card title={words.choose}>
          <List>
            {open.map((kind) => (
              <Open key={kind.code} kind={kind} />
            ))}
          </List>
        </Card>
      )}
      {closed.length > 0 && (
        <Card title={words.closed}>
          {closed.map((kind) => (
            <Fold key={kind.code} title={<KindName kind={kind} />}>
              <LawfulWay kind={kind} />
            </Fold>
          ))}
        </Card>
      )}
      <div className="buttons">
        <ButtonLink to={paths.reports} icon="paper">
          {words.mine}
        </ButtonLink>
        <ButtonLink to={paths.lookUpReport} icon="search">
          {words.lookUp}
        </ButtonLink>
        <ButtonLink to={paths.fines} icon="search">
          {fines.short}
        </ButtonLink>
      </div>
    </Screen>
  );
}

function KindName({ kind }: { kind: ReportKind }) {
  const own = useWords().service.reportKinds[kind.code];
  return <Said own={own?.name} service={kind.name} />;
}

function Open({ kind }: { kind: ReportKind }) {
  const own = useWords().service.reportKinds[kind.code];
  return (
    <RowLink to={paths.reporting(kind.code)} title={own?.name ?? kind.name} lang={own ? undefined : 'vi'}>
      <span className="soft">
        <Said own={own?.text} service={kind.description} />
      </span>
    </RowLink>
  );
}
