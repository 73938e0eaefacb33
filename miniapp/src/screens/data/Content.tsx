import { Own } from '../../kit';
import { useWords } from '../../words';
import { day, moment } from '../../words/dates';

/** Possible next actions of the app, and addresses of photos: for machines. The file contains them. */
const HIDDEN = /^(can_\w+|url|small_url|width|height|link)$/;

/** Any part of the export: values, rows, nested rows. What has no name here keeps the service's own. */
export function Content({ value }: { value: unknown }) {
  const words = useWords().me.data;
  const said = useSaid(value);
  if (said !== null) return said ? <Own>{said}</Own> : <span className="soft">{words.empty}</span>;
  return Array.isArray(value) ? <Rows rows={value} /> : <Fields row={value as Record<string, unknown>} />;
}

function Rows({ rows }: { rows: unknown[] }) {
  return (
    <ul className="list">
      {rows.map((one, place) => (
        <li key={place} className="padded">
          <Content value={one} />
        </li>
      ))}
    </ul>
  );
}

function Fields({ row }: { row: Record<string, unknown> }) {
  const words = useWords();
  const labelOf = (name: string) =>
    words.exported.fields[name] ?? words.rate.aspect[name] ?? words.me.notices.kind[name] ?? name.replace(/_/g, ' ');
  const shown = Object.entries(row).filter(([name]) => !HIDDEN.test(name) && !(`${name}_name` in row));
  if (shown.length === 0) return <span className="soft">{words.exported.inFile}</span>;
  return (
    <dl className="facts">
      {shown.map(([name, one]) => (
        <div key={name}>
          <dt>{labelOf(name.replace(/_name$/, ''))}</dt>
          <dd>
            <Content value={one} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A value in words, '' if empty; null if it has parts. */
function useSaid(value: unknown): string | null {
  const words = useWords().exported;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? '' : null;
  if (typeof value === 'object') return nameOf(value);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return moment(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text;
}

/** The name of an office or procedure that a row refers to. */
function nameOf(value: object): string | null {
  const { id, name, short_name: short } = value as Record<string, unknown>;
  const said = name ?? short;
  return typeof id === 'string' && typeof said === 'string' ? said : null;
}
