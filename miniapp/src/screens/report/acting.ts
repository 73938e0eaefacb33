import type { Own } from '../../api/queries/reports';
import type { ReportDetail } from '../../api/types';

/** What the sender may do with a report is given to each action. */
export interface Acting {
  report: ReportDetail;
  own: Own;
  /** The answer of an action, which replaces the shown report. */
  onChange: (report: ReportDetail) => void;
  /** Something else has changed meanwhile: read it again. */
  onStale: () => void;
}
