import { useParams } from 'react-router-dom';

import { useReportKinds } from '../../api/queries/reports';
import { ButtonLink, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { LawfulWay } from '../reportKinds/LawfulWay';
import { Form } from './Form';

export default function Reporting() {
  const words = useWords();
  const code = useParams().kind ?? '';
  const { data, error, refetch } = useReportKinds();
  const own = words.service.reportKinds[code]?.name;
  const kind = data?.kinds.find((one) => one.code === code);
  return (
    <Screen title={own ?? kind?.name ?? words.reporting.title} lang={!own && kind ? 'vi' : undefined}>
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && !kind && (
        <Card title={words.common.errors.missing.title}>
          <ButtonLink to={paths.reportKinds}>{words.reporting.choose}</ButtonLink>
        </Card>
      )}
      {kind && !kind.is_open && (
        <Card title={words.reporting.closedHere}>
          <LawfulWay kind={kind} />
          <ButtonLink to={paths.reportKinds}>{words.reporting.choose}</ButtonLink>
        </Card>
      )}
      {data && kind?.is_open && <Form kind={kind} limits={data.evidence} />}
    </Screen>
  );
}
