import type { FormEvent } from 'react';
import { useState } from 'react';

import { ApiError } from '../../api/problems';
import { lookUpNumber } from '../../api/queries/visits';
import type { QueueNumber } from '../../api/types';
import { Button, ErrorBox, Field, Notice, Screen, Told } from '../../kit';
import { useWords } from '../../words';
import { useAction } from '../action';
import { AskCancel } from '../visit/AskCancel';
import { Shown } from '../visit/Shown';

/** What the app copies for who will come: «8:30-2 ABCDEFGHJKLMNPQR». */
const COPIED = /(\d{1,2}:\d{2}-\d+|K\d+)\s+([A-Z2-7][A-Z2-7 -]{14,22}[A-Z2-7])\s*$/i;

/** A number by its slip, without an account. Neither is stored. */
export default function Slip() {
  const words = useWords().visits;
  const [label, setLabel] = useState('');
  const [secret, setSecret] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [found, setFound] = useState<QueueNumber | null>(null);
  const look = async (cancel: boolean) => setFound(await lookUpNumber(label.trim(), secret.trim(), cancel));
  const search = useAction(async () => {
    setAsked(true);
    if (label.trim() && secret.trim()) await look(false);
  });
  const cancelling = useAction(async (close: () => void) => {
    await look(true);
    close();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void search.run();
  }
  function paste(text: string, other: (text: string) => void) {
    const [, ofLabel, ofSecret] = COPIED.exec(text.trim()) ?? [];
    if (!ofLabel || !ofSecret) return other(text);
    setLabel(ofLabel);
    setSecret(ofSecret);
  }

  if (found) {
    return (
      <Screen title={words.lookup.title}>
        <Shown number={found} />
        <div className="buttons">
          {found.can_cancel && <AskCancel busy={cancelling.busy} error={cancelling.error} onSure={(close) => void cancelling.run(close)} />}
          <Button look="quiet" onClick={() => setFound(null)}>
            {words.lookup.again}
          </Button>
        </div>
      </Screen>
    );
  }
  return (
    <Screen title={words.lookup.title}>
      <form className="card" onSubmit={submit}>
        <p>{words.lookup.text}</p>
        <Field
          label={words.lookup.label}
          hint={words.lookup.labelHint}
          error={isAsked && !label.trim() ? words.lookup.labelMissing : null}
          value={label}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          onChange={(event) => paste(event.target.value, setLabel)}
        />
        <Field
          label={words.lookup.secret}
          hint={words.lookup.secretHint}
          error={isAsked && !secret.trim() ? words.lookup.secretMissing : null}
          value={secret}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          onChange={(event) => paste(event.target.value, setSecret)}
        />
        {search.error !== null && <Refused error={search.error} onRetry={() => void search.run()} />}
        <Button type="submit" look="strong" icon="search" busy={search.busy}>
          {words.lookup.button}
        </Button>
      </form>
    </Screen>
  );
}

/** A wrong number and a wrong code get the same answer. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!(error instanceof ApiError) || error.code !== 'queue_number_not_found') return <ErrorBox error={error} onRetry={onRetry} />;
  return (
    <Notice tone="warning" live>
      <Told>{error.detail}</Told>
    </Notice>
  );
}
