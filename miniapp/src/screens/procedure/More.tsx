import type { Procedure } from '../../api/types';
import { Card, Fold, Outside } from '../../kit';
import { useWords } from '../../words';
import { day } from '../../words/dates';

type Part<K extends keyof Procedure> = Procedure[K];

interface HowProps {
  steps: Part<'steps'>;
  cases: Part<'cases'>;
  chosen: string;
  portal: string;
}

export function How({ steps, cases, chosen, portal }: HowProps) {
  const words = useWords().procedure;
  const own = cases.find((one) => one.name === chosen)?.steps ?? [];
  const all = [...steps, ...own];
  if (all.length === 0 && !portal) return null;
  return (
    <Card title={words.how}>
      <ol className="steps">
        {all.map((step, place) => (
          <li key={`${place} ${step.title}`}>
            <div>
              <h3>{step.title}</h3>
              <p>{step.detail}</p>
            </div>
          </li>
        ))}
      </ol>
      {portal && <Outside url={portal}>{words.portal}</Outside>}
    </Card>
  );
}

export function Forms({ forms }: { forms: Part<'forms'> }) {
  const words = useWords().procedure;
  if (forms.length === 0) return null;
  return (
    <Card title={words.forms}>
      <ul className="list">
        {forms.map((form) => (
          <li key={form.code + form.name} className="padded">
            {form.link ? <Outside url={form.link}>{`${form.code} ${form.name}`.trim()}</Outside> : <p>{`${form.code} ${form.name}`}</p>}
            {form.issued_with && <p className="small">{form.issued_with}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Next({ results }: { results: string[] }) {
  const words = useWords().procedure;
  if (results.length === 0) return null;
  return (
    <Card title={words.next}>
      <ul className="bullets">
        {results.map((result) => (
          <li key={result}>{result}</li>
        ))}
      </ul>
    </Card>
  );
}

/** How far this can be relied on: dates, sources, and what is in doubt. */
export function Sure({ found }: { found: Procedure }) {
  const words = useWords().procedure;
  const { trust, sources } = found;
  return (
    <Card>
      <Fold title={words.sure}>
        <p>
          <strong>{trust.status_name}</strong>. {words.asOf(day(trust.as_of))}.
        </p>
        {trust.doubt && <p>{trust.doubt}</p>}
        <h3>{words.sources}</h3>
        <ul className="bullets">
          {sources.map((source) => (
            <li key={source.name + source.url}>
              {source.name} ({source.type_name}
              {source.date && `, ${day(source.date)}`})
            </li>
          ))}
        </ul>
      </Fold>
    </Card>
  );
}
