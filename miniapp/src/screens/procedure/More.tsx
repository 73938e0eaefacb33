import type { Procedure } from '../../api/types';
import { langOf, List, Outside, RowLink, Told } from '../../kit';
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
            <div lang={langOf(step.title + step.detail)}>
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
          <li key={text} lang={langOf(text)}>{text}</li>
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
          <RowLink key={id} to={paths.procedure(id)} title={name} lang={langOf(name)}>
            <span className="soft" lang={langOf(sentence)}>{sentence}</span>
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
        <strong lang={langOf(trust.status_name)}>{trust.status_name}</strong>. {words.asOf(day(trust.as_of))}.
      </p>
      {trust.doubt && <p lang={langOf(trust.doubt)}>{trust.doubt}</p>}
      {forms.length > 0 && <p lang="vi">{forms.join('; ')}</p>}
      <h3>{words.sources}</h3>
      <ul className="bullets">
        {sources.map((source) => (
          <li key={source.name + source.url}>
            <Told>{source.name}</Told> (<Told>{source.type_name}</Told>
            {source.date && `, ${day(source.date)}`})
          </li>
        ))}
      </ul>
      {found.code && <p className="small">{words.code(found.code)}</p>}
    </Line>
  );
}
