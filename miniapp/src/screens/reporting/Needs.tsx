import type { ReportKind } from '../../api/types';
import { Facts } from '../../kit';
import { useWords } from '../../words';

/** What the report needs, said before the first step is done. */
export function Needs({ kind: { particulars } }: { kind: ReportKind }) {
  const words = useWords().reporting;
  const listed = (isNeeded: boolean) =>
    particulars
      .filter(({ need }) => (need === 'required') === isNeeded)
      .flatMap(({ code }) => words.particulars[code] ?? [])
      .join(', ');
  const rows: [string, string][] = [
    [words.needs, listed(true)],
    [words.wishes, listed(false)],
  ];
  return <Facts rows={rows.filter(([, value]) => value)} />;
}
