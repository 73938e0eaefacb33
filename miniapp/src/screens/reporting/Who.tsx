import { useQueryClient } from '@tanstack/react-query';

import { hasAgreed } from '../../api/session';
import type { ReportIdentity, ReportKind } from '../../api/types';
import { Field, Fold, LongField, Login, Notice } from '../../kit';
import { useWords } from '../../words';
import { Said } from '../Said';
import type { Change, Draft } from './draft';
import { isPhoto, OwnData } from './OwnData';
import { promptOf } from './prompts';
import { send, uploads } from '../../api/uploads';

const IDENTITIES: ReportIdentity[] = ['confidential', 'named', 'anonymous'];

interface Props {
  kind: ReportKind;
  draft: Draft;
  onChange: Change;
}

/** How much the police learn about the sender, with an explanation of each choice. */
export function Who({ kind, draft, onChange }: Props) {
  const words = useWords();
  const { identity } = draft;
  const possible = IDENTITIES.filter((one) => (one === 'anonymous' ? kind.anonymity !== 'no' : hasAgreed()));
  return (
    <>
      <fieldset className="choices">
        <legend>{words.reporting.who}</legend>
        {possible.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="identity" checked={one === identity} onChange={() => onChange({ identity: one })} />
            <span>
              {words.reporting.identities[one].name}
              <span className="block soft">{words.reporting.identities[one].text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {identity === 'anonymous' && draft.files.some(isPhoto) && <OwnData enclosed={draft} onChange={onChange} />}
      {identity === 'anonymous' && kind.anonymity_warning && (
        <Notice tone="warning" live>
          <Said own={words.service.anonymityWarning} service={kind.anonymity_warning} />
        </Notice>
      )}
      {!hasAgreed() && <KnownAfterAll draft={draft} onChange={onChange} />}
      <About kind={kind} draft={draft} onChange={onChange} />
      <Fold title={words.reporting.minor} open={draft.guardian !== ''}>
        <LongField
          label={words.reporting.guardian}
          hint={words.reporting.guardianHint}
          rows={2}
          maxLength={200}
          value={draft.guardian}
          onChange={(event) => onChange({ guardian: event.target.value })}
        />
      </Fold>
    </>
  );
}

/** Files of a ticket cannot be sent by a citizen: they are sent again, now as the citizen's. */
function KnownAfterAll({ draft, onChange }: { draft: Draft; onChange: Change }) {
  const words = useWords().reporting;
  const queries = useQueryClient();
  function change() {
    onChange({ identity: 'confidential', ticket: '', files: draft.files.map((file) => ({ ...file, ticket: '', id: undefined })) });
    for (const { key } of draft.files) {
      const upload = uploads.get()[key];
      if (upload) void send(key, upload.file, '', upload.said);
    }
    void queries.invalidateQueries({ queryKey: ['mine'] });
  }
  return (
    <Fold title={words.knownAfterAll}>
      <Login reason={words.loginWhy} onDone={change} />
    </Fold>
  );
}

const FIELDS = [
  ['name', 200],
  ['address', 300],
  ['phone', 30],
] as const;

function About({ kind, draft, onChange }: Props) {
  const words = useWords();
  const asked = FIELDS.filter(([field]) => promptOf(kind, field) !== undefined || draft.identity === 'named');
  if (asked.length === 0 || draft.identity === 'anonymous') return null;
  return (
    <>
      {draft.identity === 'named' && <p className="soft">{words.reporting.namedHint}</p>}
      {asked.map(([field, most]) => (
        <Field
          key={field}
          label={words.reporting.fields[field]}
          hint={words.service.prompts[field] ?? promptOf(kind, field)}
          inputMode={field === 'phone' ? 'tel' : 'text'}
          maxLength={most}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      ))}
    </>
  );
}
