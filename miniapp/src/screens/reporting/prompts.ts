import type { ReportKind, ReportParticular } from '../../api/types';

/** The service's question for something, where the kind asks for it. */
export function promptOf(kind: ReportKind, code: ReportParticular): string | undefined {
  return kind.particulars.find((one) => one.code === code)?.prompt;
}
