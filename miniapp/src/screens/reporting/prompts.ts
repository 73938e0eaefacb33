import type { ReportKind, ReportParticular } from '../../api/types';

/** The service's question for a particular, if the kind has one. */
export function promptOf(kind: ReportKind, code: ReportParticular): string | undefined {
  return kind.particulars.find((one) => one.code === code)?.prompt;
}
