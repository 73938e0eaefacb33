import { useMyReports } from '../../api/queries/reports';
import type { ReportCard } from '../../api/types';
import { ButtonLink, Card, ErrorBox, List, More, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { Said } from '../Said';

export default function Reports() {
  const words = useWords();
  const pages = useMyReports();
  const { data, error, refetch } = pages;
  const found = data?.pages.flatMap((page) => page.results);
  return (
    <Screen title={words.reports.title}>
      <div className="buttons">
        <ButtonLink to={paths.reportKinds} look="strong" icon="camera">
          {words.reports.anew}
        </ButtonLink>
        <ButtonLink to={paths.lookUpReport} icon="search">
          {words.reporting.lookUp}
        </ButtonLink>
      </div>
      {error && !found && <ErrorBox error={error} reason={words.reports.why} onRetry={() => void refetch()} />}
      {!found && !error && <Skeleton rows={4} />}
      {found && (
        <Card title={found.length > 0 ? words.reports.mine : words.reports.none}>
          {found.length === 0 && <p>{words.reports.noneText}</p>}
          <List>
            {found.map((report) => (
              <Row key={report.number} report={report} />
            ))}
          </List>
          <More of={pages} />
        </Card>
      )}
    </Screen>
  );
}

function Row({ report: { number, kind, status, status_name, beginning, outcome_words, supply_by, first_received_at } }: { report: ReportCard }) {
  const words = useWords();
  return (
    <RowLink to={paths.report(number)} title={words.service.reportKinds[kind.code]?.name ?? kind.name}>
      <span className="tags">
        <span className={status === 'need_more' ? 'tag warning' : 'tag'}>
          <Said own={words.service.reportStatuses[status]?.name} service={status_name} />
        </span>
      </span>
      {status === 'need_more' && supply_by && <span>{words.report.supplyBy(moment(supply_by))}</span>}
      {beginning && <span className="brief" lang="">{beginning}</span>}
      {outcome_words && <span lang="vi">{outcome_words}</span>}
      <span className="small">
        {number} · {moment(first_received_at)}
      </span>
    </RowLink>
  );
}
