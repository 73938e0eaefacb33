/** Whatever a part holds: values, rows, rows in rows. The names are the service's own. */
export function Content({ value, empty }: { value: unknown; empty: string }) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <p className="soft">{empty}</p>;
    return (
      <ul className="list">
        {value.map((one: unknown, place) => (
          <li key={place} className="padded">
            <Content value={one} empty={empty} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <dl className="facts">
        {Object.entries(value).map(([name, one]) => (
          <div key={name}>
            <dt>{name.replace(/_/g, ' ')}</dt>
            <dd>
              <Content value={one} empty={empty} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  const isEmpty = value === null || value === undefined || value === '';
  return <span className={isEmpty ? 'soft' : undefined}>{isEmpty ? empty : String(value)}</span>;
}
