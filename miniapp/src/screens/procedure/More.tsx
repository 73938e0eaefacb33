import type { Procedure } from '../../api/types';
import { Card, Fold, List, Outside, RowLink } from '../../kit';
import { paths } from '../../paths';
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

/** The forms to fill in; replaced ones are folded, for people who have an old one. */
export function Forms({ forms }: { forms: Part<'forms'> }) {
  const words = useWords().procedure;
  if (forms.length === 0) return null;
  const old = forms.filter((form) => form.replaced);
  return (
    <Card title={words.forms}>
      <FormList forms={forms.filter((form) => !form.replaced)} />
      {old.length > 0 && (
        <Fold title={words.oldForms}>
          <FormList forms={old} />
        </Fold>
      )}
    </Card>
  );
}

function FormList({ forms }: { forms: Part<'forms'> }) {
  return (
    <ul className="list">
      {forms.map((form) => (
        <Form key={`${form.id} ${form.condition}`} form={form} />
      ))}
    </ul>
  );
}

function Form({ form }: { form: Part<'forms'>[number] }) {
  const named = `${form.code} ${form.name}`.trim();
  const notes = [form.condition, form.how, form.replaced, form.later, form.doubt, form.issued_with].filter(Boolean);
  return (
    <li className="padded">
      {form.link ? <Outside url={form.link}>{named}</Outside> : <p>{named}</p>}
      {notes.map((note) => (
        <p key={note} className="small">
          {note}
        </p>
      ))}
    </li>
  );
}

export function Bullets({ title, texts }: { title: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="bullets">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Card>
  );
}

/** What people usually have to do afterwards. */
export function Next({ procedures }: { procedures: Part<'next_procedures'> }) {
  const words = useWords().procedure;
  if (procedures.length === 0) return null;
  return (
    <Card title={words.next}>
      <List>
        {procedures.map(({ id, name, sentence }) => (
          <RowLink key={id} to={paths.procedure(id)} title={name}>
            <span className="soft">{sentence}</span>
          </RowLink>
        ))}
      </List>
    </Card>
  );
}

/** How reliable this is: dates, sources, and doubts. */
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
