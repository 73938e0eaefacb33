import type { ReactNode } from 'react';

import type { ReportDetail } from '../../api/types';
import { ButtonLink, Card, Facts, Fold, Notice, Own, Reach, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { moment, number as counted } from '../../words/dates';
import { Said } from '../Said';
import type { Acting } from './acting';
import { Conversation } from './Conversation';
import { Dispute } from './Dispute';
import { Fingerprints } from './Fingerprints';
import { Opinion } from './Opinion';
import { Supply } from './Supply';
import { Withdraw } from './Withdraw';

/** A report for its sender: status, next action, messages, content. */
export function Whole(acting: Acting) {
  const { report } = acting;
  return (
    <>
      <Standing report={report} />
      {report.outcome_words && <Outcome report={report} />}
      {report.status === 'need_more' && <Supply {...acting} />}
      <Conversation report={report} />
      {report.can_dispute_until && <Dispute {...acting} until={report.can_dispute_until} />}
      {report.can_give_opinion && <Opinion {...acting} />}
      {report.can_write && report.status !== 'need_more' && <Supply {...acting} />}
      <Content report={report} />
      <Office report={report} />
      {report.can_withdraw && <Withdraw {...acting} />}
    </>
  );
}

function Standing({ report }: { report: ReportDetail }) {
  const words = useWords();
  const { number, status, status_name, next_step, due_at, due_words, supply_by } = report;
  const own = words.service.reportStatuses[status];
  const waitsForSender = status === 'need_more';
  return (
    <Notice tone={waitsForSender ? 'warning' : status === 'concluded' ? 'success' : 'info'} live>
      <p className="small">{words.report.number(number)}</p>
      <h2>
        <Said own={own?.name} service={status_name} />
      </h2>
      <p>
        <Said own={own?.nextStep} service={next_step} />
      </p>
      {waitsForSender && supply_by && <p>{words.report.supplyBy(moment(supply_by))}</p>}
      {due_words && due_at && (
        <p>
          <Said own={words.service.due.report?.(moment(due_at))} service={due_words} />
        </p>
      )}
    </Notice>
  );
}

function Outcome({ report: { outcome_words, document_number } }: { report: ReportDetail }) {
  const words = useWords().report;
  return (
    <Card title={words.outcome}>
      <p lang="vi">{outcome_words}</p>
      {document_number && <Facts rows={[[words.document, <Vi key="number">{document_number}</Vi>]]} />}
    </Card>
  );
}

function Office({ report: { office } }: { report: ReportDetail }) {
  const words = useWords();
  return (
    <Card title={words.report.office}>
      <p lang="vi">{office.name}</p>
      <Reach contact={office.contact} directions={office.directions} />
      <ButtonLink to={paths.office(office.id)} icon="building">
        {words.question.officePage}
      </ButtonLink>
    </Card>
  );
}

/** The sent content: never changed, only added to. The words are deleted when their retention ends. */
function Content({ report }: { report: ReportDetail }) {
  const words = useWords();
  const said = words.report;
  const { kind, topic, identity, identity_name, occurred_from, occurred_to, place, plates, contacts, suspect, loss, evidence } = report;
  const rows: [string, ReactNode][] = [
    [said.kind, <Said key="kind" own={words.service.reportKinds[kind.code]?.name} service={kind.name} />],
    [said.topic, topic && <Vi>{topic}</Vi>],
    [said.sentAt, moment(report.first_received_at)],
    [said.sentAs, <Said key="as" own={words.reporting.identities[identity]?.name} service={identity_name} />],
    [said.when, [occurred_from, occurred_to].flatMap((at) => (at ? moment(at) : [])).join(' – ')],
    [said.where, place.words ? <Own>{place.words}</Own> : place.latitude !== null && words.reporting.pointKnown],
    [words.reporting.plate, plates.length > 0 && <Own>{plates.join(', ')}</Own>],
    [words.reporting.contact, contacts.length > 0 && <Own>{contacts.join(', ')}</Own>],
    [words.reporting.suspect, suspect && <Own>{suspect}</Own>],
    [words.reporting.loss, loss !== null && `${counted(loss)} ₫`],
  ];
  return (
    <Card title={said.content}>
      {report.words ? <p className="said quote" lang="">{report.words}</p> : <p className="soft">{said.noWords}</p>}
      <Facts rows={rows.filter(([, value]) => value)} />
      {evidence.length > 0 && (
        <Fold title={words.reporting.fingerprints}>
          <p className="soft">{words.reporting.fingerprintsText}</p>
          <Fingerprints files={evidence} />
        </Fold>
      )}
    </Card>
  );
}
