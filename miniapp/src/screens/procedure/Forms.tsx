import type { Procedure, ReceivingOffice } from '../../api/types';
import { ButtonLink, Fold, langOf, Outside } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { isFillable } from '../forms/fillable';
import { Line } from './Line';

type Form = Procedure['forms'][number];

interface Props {
  forms: Form[];
  offices: ReceivingOffice[];
}

/** The forms that can be filled in or opened; those without a file are told once, with where to fill them in. */
export function Forms({ forms, offices }: Props) {
  const words = useWords().procedure;
  if (forms.length === 0) return null;
  const today = forms.filter((form) => !form.replaced);
  const old = forms.filter((form) => form.replaced && form.link);
  const opened = today.filter((form) => form.link || isFillable(form.id));
  const others = today.filter((form) => !opened.includes(form));
  // The commune's police keeps residence; of others nobody is addressed.
  const office = offices.find(({ kind, receives }) => kind === 'commune' && receives === 'yes');
  return (
    <Line icon="pen" title={words.forms} value={today.map(named).join(', ')}>
      {opened.map((form) => (
        <div key={form.id} className="stack">
          {isFillable(form.id) ? (
            <>
              <p lang={langOf(full(form))}>
                <strong>{full(form)}</strong>
              </p>
              <ButtonLink to={paths.form(form.id, office?.name ?? '')} icon="pen" look="strong">
                {words.fillIn}
              </ButtonLink>
            </>
          ) : (
            <div lang={langOf(full(form))}>
              <Outside url={form.link}>{full(form)}</Outside>
            </div>
          )}
          <Notes form={form} />
        </div>
      ))}
      {[...new Set(others.map(({ how }) => how))].map((how) => (
        <div key={how}>
          <p lang="vi">{others.filter((form) => form.how === how).map(full).join('; ')}</p>
          {how && <p className="soft" lang={langOf(how)}>{how}</p>}
        </div>
      ))}
      {old.length > 0 && (
        <Fold title={words.oldForms}>
          {old.map((form) => (
            <div key={form.id}>
              <p lang="vi">{full(form)}</p>
              <p className="soft" lang={langOf(form.replaced)}>
                {form.replaced}
              </p>
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
        <p key={note} className="small" lang={langOf(note)}>
          {note}
        </p>
      ))}
    </>
  );
}
