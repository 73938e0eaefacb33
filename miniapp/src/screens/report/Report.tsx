import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';

import { useReport } from '../../api/queries/reports';
import type { ReportDetail } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Whole } from './Whole';

export default function Report() {
  const words = useWords();
  const number = useParams().number ?? '';
  const queries = useQueryClient();
  const { data, error, refetch } = useReport(number);
  const again = () => void refetch();
  async function show(report: ReportDetail) {
    queries.setQueryData(['mine', 'report', number], report);
    await queries.invalidateQueries({ queryKey: ['mine', 'reports'] });
  }
  if (error?.status === 404) return <Nothing />;
  return (
    <Screen title={words.report.title}>
      {error && <ErrorBox error={error} reason={words.report.why} onRetry={again} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && <Whole report={data} own={{ number, pass: null }} onChange={(report) => void show(report)} onStale={again} />}
    </Screen>
  );
}

/** Unknown, somebody else's, or sent without a name: the service does not distinguish them. */
function Nothing() {
  const words = useWords();
  return (
    <Screen title={words.report.title}>
      <Card title={words.common.errors.missing.title}>
        <p>{words.report.notMine}</p>
        <ButtonLink to={paths.lookUpReport} icon="search">
          {words.reporting.lookUp}
        </ButtonLink>
        <ButtonLink to={paths.reports}>{words.reports.title}</ButtonLink>
      </Card>
    </Screen>
  );
}
