import type { Procedure } from '../../api/types';
import { List, Outside, RowLink } from '../../kit';
import type { IconName } from '../../kit/icons';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { Line } from './Line';

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
    <Line icon="list" title={words.how}>
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
    </Line>
  );
}

export function Bullets({ icon, title, texts }: { icon: IconName; title: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <Line icon={icon} title={title}>
      <ul className="bullets">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Line>
  );
}

/** What people usually have to do afterwards. */
export function Next({ procedures }: { procedures: Part<'next_procedures'> }) {
  const words = useWords().procedure;
  if (procedures.length === 0) return null;
  return (
    <Line icon="next" title={words.next}>
      <List>
        {procedures.map(({ id, name, sentence }) => (
          <RowLink key={id} to={paths.procedure(id)} title={name}>
            <span className="soft">{sentence}</span>
          </RowLink>
        ))}
      </List>
    </Line>
  );
}

/** How reliable this is: dates, sources, and doubts. */
export function Sure({ found }: { found: Procedure }) {
  const words = useWords().procedure;
  const { trust, sources } = found;
  const forms = [...new Set(found.forms.map((form) => form.issued_with && `${form.code} – ${form.issued_with}`))].filter(Boolean);
  return (
    <Line icon="info" title={words.sure}>
      <p>
        <strong>{trust.status_name}</strong>. {words.asOf(day(trust.as_of))}.
      </p>
      {trust.doubt && <p>{trust.doubt}</p>}
      {forms.length > 0 && <p>{forms.join('; ')}</p>}
      <h3>{words.sources}</h3>
      <ul className="bullets">
        {sources.map((source) => (
          <li key={source.name + source.url}>
            {source.name} ({source.type_name}
            {source.date && `, ${day(source.date)}`})
          </li>
        ))}
      </ul>
      {found.code && <p className="small">{words.code(found.code)}</p>}
    </Line>
  );
}
