import type { Procedure } from '../../api/types';
import { Fold, Outside } from '../../kit';
import { useWords } from '../../words';
import { Line } from './Line';

type Form = Procedure['forms'][number];

/** The forms that can be opened; those without a file are told once, with where to fill them in. */
export function Forms({ forms }: { forms: Form[] }) {
  const words = useWords().procedure;
  if (forms.length === 0) return null;
  const today = forms.filter((form) => !form.replaced);
  const old = forms.filter((form) => form.replaced && form.link);
  const opened = today.filter((form) => form.link);
  const others = today.filter((form) => !opened.includes(form));
  return (
    <Line icon="pen" title={words.forms} value={today.map(named).join(', ')}>
      {opened.map((form) => (
        <div key={form.id} className="stack">
          <Outside url={form.link}>{full(form)}</Outside>
          <Notes form={form} />
        </div>
      ))}
      {[...new Set(others.map(({ how }) => how))].map((how) => (
        <div key={how}>
          <p>{others.filter((form) => form.how === how).map(full).join('; ')}</p>
          {how && <p className="soft">{how}</p>}
        </div>
      ))}
      {old.length > 0 && (
        <Fold title={words.oldForms}>
          {old.map((form) => (
            <div key={form.id}>
              <p>{full(form)}</p>
              <p className="soft">{form.replaced}</p>
            </div>
          ))}
        </Fold>
      )}
    </Line>
  );
}

const named = ({ code, name }: Form) => code || name;
const full = ({ code, name, condition }: Form) => `${code} ${name}`.trim() + (condition && ` (${condition})`);

function Notes({ form }: { form: Form }) {
  return (
    <>
      {[form.later, form.doubt].filter(Boolean).map((note) => (
        <p key={note} className="small">
          {note}
        </p>
      ))}
    </>
  );
}
