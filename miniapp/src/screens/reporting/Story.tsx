import type { ReportKind, ReportParticular } from '../../api/types';
import { Field, LongField, Notice } from '../../kit';
import { useWords } from '../../words';
import { lengthOf } from '../ask/message';
import { AboutOffice } from './AboutOffice';
import type { Change, Draft } from './draft';
import { amountOf, MOST_WORDS } from './draft';
import { Lines } from './Lines';
import { promptOf } from './prompts';

interface Props {
  kind: ReportKind;
  draft: Draft;
  onChange: Change;
}

/** What happened, and further questions of the kind. */
export function Story({ kind, draft, onChange }: Props) {
  const all = useWords();
  const words = all.reporting;
  const asked = (code: ReportParticular) => {
    const prompt = promptOf(kind, code);
    return prompt === undefined ? null : (all.service.prompts[code] ?? prompt);
  };
  const over = lengthOf(draft.words) - MOST_WORDS;
  const [topic, plate, contacts, suspect] = [asked('topic'), asked('plate'), asked('contacts'), asked('suspect')];
  return (
    <>
      {topic !== null && kind.topics.length > 0 && <Topic kind={kind} label={topic} value={draft.topic} onChange={onChange} />}
      <LongField
        label={words.words}
        hint={asked('words') ?? undefined}
        error={over > 0 ? words.tooLong(over) : null}
        value={draft.words}
        onChange={(event) => onChange({ words: event.target.value })}
      />
      {plate !== null && <Lines label={words.plate} hint={plate} more={words.morePlates} most={10} length={20} values={draft.plates} onChange={(plates) => onChange({ plates })} />}
      {contacts !== null && <Lines label={words.contact} hint={contacts} more={words.moreContacts} most={20} length={300} values={draft.contacts} onChange={(values) => onChange({ contacts: values })} />}
      {asked('loss') !== null && <Loss kind={kind} label={asked('loss') ?? ''} value={draft.loss} onChange={onChange} />}
      {asked('office') !== null && <AboutOffice prompt={asked('office') ?? ''} draft={draft} onChange={onChange} />}
      {suspect !== null && (
        <LongField label={words.suspect} hint={suspect} rows={3} maxLength={2000} value={draft.suspect} onChange={(event) => onChange({ suspect: event.target.value })} />
      )}
    </>
  );
}

function Topic({ kind, label, value, onChange }: { kind: ReportKind; label: string; value: string; onChange: Change }) {
  const words = useWords();
  return (
    <div className="field">
      <label htmlFor="topic">{label}</label>
      <select id="topic" value={value} onChange={(event) => onChange({ topic: event.target.value })}>
        <option value="">{words.reporting.noTopic}</option>
        {kind.topics.map(({ code, name }) => (
          <option key={code} value={code} lang="vi">
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Lost money is a crime: if crimes are not accepted here, the way to the police is shown at once. */
function Loss({ kind, label, value, onChange }: { kind: ReportKind; label: string; value: string; onChange: Change }) {
  const words = useWords().reporting;
  const amount = amountOf(value);
  return (
    <>
      <Field
        label={words.loss}
        hint={label}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        value={value}
        error={value.trim() && amount === null ? words.lossWrong : null}
        onChange={(event) => onChange({ loss: event.target.value })}
      />
      {kind.crime_way && Boolean(amount) && (
        <Notice tone="warning" live>
          <span lang="vi">{kind.crime_way}</span>
        </Notice>
      )}
    </>
  );
}
