import type { SatisfactionScore } from '../../api/types';
import { useWords } from '../../words';
import { percent } from './numbers';

interface Props {
  title: string;
  name: string;
  rows: (SatisfactionScore & { name: string })[];
}

/** A chart that is a table: the bars only draw the numbers next to them. */
export function Bars({ title, name, rows }: Props) {
  const words = useWords().rate;
  return (
    <table className="bars">
      <caption className="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{words.satisfied}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td>
              {percent(row.satisfied_percent)} <span className="small">{words.count(row.count)}</span>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect className="rail" width="100" height="8" />
                <rect className="bar" width={row.satisfied_percent} height="8" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
