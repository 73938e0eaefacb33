import { disputeReport } from '../../api/queries/reports';
import { Card, Fold } from '../../kit';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import type { Acting } from './acting';
import { draftOf } from './drafts';
import { Reason } from './Reason';

/** Once, and another leader reads it. */
export function Dispute({ own, until, onChange }: Acting & { until: string }) {
  const words = useWords().report;
  return (
    <Card>
      <Fold title={words.dispute}>
        <Reason
          name={`${draftOf(own)}:dispute`}
          label={words.disputeWhy}
          button={words.disputeSend}
          isNeeded
          onSend={async (reason, key) => onChange(await disputeReport(own, reason, key))}
        >
          <p>{words.disputeText(moment(until))}</p>
        </Reason>
      </Fold>
    </Card>
  );
}
