import type { FormEvent } from 'react';
import { useState } from 'react';

import { ApiError } from '../../api/problems';
import { lookUpReport } from '../../api/queries/reports';
import type { ReportLookup } from '../../api/types';
import { Button, ErrorBox, Field, Notice, Screen } from '../../kit';
import { useWords } from '../../words';
import { useAction } from '../action';
import { Whole } from '../report/Whole';
import { readReceipt } from './codes';

/** A report that was sent without a name, by its number and secret code. Neither is stored. */
export default function LookUpReport() {
  const words = useWords().reportLookup;
  const [number, setNumber] = useState('');
  const [secret, setSecret] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [found, setFound] = useState<ReportLookup | null>(null);

  const search = useAction(async () => {
    setAsked(true);
    if (!number.trim() || !secret.trim()) return;
    setFound(null);
    setFound(await lookUpReport(number.trim(), secret.trim()));
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void search.run();
  }

  /** The receipt's button copies both at once. */
  function paste(text: string, other: (text: string) => void) {
    const receipt = readReceipt(text);
    if (!receipt) return other(text);
    setNumber(receipt.number);
    setSecret(receipt.secret);
  }

  return (
    <Screen title={words.title}>
      {found ? (
        <>
          <Notice>
            <p>{words.open}</p>
            <Button look="quiet" onClick={() => setFound(null)}>
              {words.again}
            </Button>
          </Notice>
          <Whole
            report={found.report}
            own={{ number: found.report.number, pass: found.report_pass }}
            onChange={(report) => setFound({ ...found, report })}
            onStale={() => void search.run()}
          />
        </>
      ) : (
        <form className="card" onSubmit={submit}>
          <p>{words.text}</p>
          <Field
            label={words.number}
            hint={words.numberHint}
            value={number}
            error={isAsked && !number.trim() ? words.numberMissing : null}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={100}
            onChange={(event) => paste(event.target.value, setNumber)}
          />
          <Field
            label={words.secret}
            hint={words.secretHint}
            value={secret}
            error={isAsked && !secret.trim() ? words.secretMissing : null}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={100}
            onChange={(event) => paste(event.target.value, setSecret)}
          />
          {search.error !== null && <Refused error={search.error} onRetry={() => void search.run()} />}
          <Button type="submit" look="strong" icon="search" busy={search.busy}>
            {words.button}
          </Button>
        </form>
      )}
    </Screen>
  );
}

/** A wrong number and a wrong code get the same answer: it does not reveal which reports exist. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords().reportLookup;
  if (!(error instanceof ApiError) || error.code !== 'report_not_found') return <ErrorBox error={error} onRetry={onRetry} />;
  return (
    <Notice tone="warning" live>
      <p>
        <strong>{words.notFound}</strong>
      </p>
      <p>{words.notFoundText}</p>
    </Notice>
  );
}
