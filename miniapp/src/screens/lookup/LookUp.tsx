import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { ApiError } from '../../api/problems';
import { lookUp } from '../../api/queries/dossiers';
import { session } from '../../api/session';
import type { DossierLookup, DossierLookupBody } from '../../api/types';
import { Button, Card, Choices, ErrorBox, Field, Login, Notice, Screen } from '../../kit';
import { useObservable } from '../../observable';
import { useWords } from '../../words';
import { useAction } from '../action';
import { Detail } from '../dossier/Detail';
import { Progress } from '../dossier/Progress';
import { Said } from '../Said';
import { CodeField } from './CodeField';
import { readCode } from './codes';

const PROOFS = ['phone_last4', 'id_last4', 'slip_secret', 'none'] as const;
type Proof = (typeof PROOFS)[number];

export default function LookUp() {
  const words = useWords().lookUp;
  const queries = useQueryClient();
  const [query] = useSearchParams();
  const [code, setCode] = useState(() => query.get('code')?.slice(0, 500) ?? '');
  const [proof, setProof] = useState<Proof>('phone_last4');
  const [value, setValue] = useState('');
  const [wrong, setWrong] = useState<{ code?: string; value?: string }>({});
  const [found, setFound] = useState<DossierLookup | null>(null);

  const search = useAction(async () => {
    setFound(null);
    const body = bodyOf(code, proof, value);
    const mistakes = {
      ...(!body.code && { code: words.wrongCode }),
      ...(proof !== 'none' && !isComplete(proof, value) && { value: words.wrong[proof] }),
    };
    setWrong(mistakes);
    if (Object.keys(mistakes).length > 0) return;
    setFound(await lookUp(body));
    await queries.invalidateQueries({ queryKey: ['mine'] });
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void search.run();
  }

  return (
    <Screen title={words.title}>
      <form className="card" onSubmit={submit}>
        <CodeField value={code} error={wrong.code} onChange={setCode} />
        <Choices
          legend={words.proof}
          name="proof"
          value={proof}
          choices={PROOFS.map((one) => ({ value: one, words: words.proofs[one] }))}
          onChange={(one) => {
            setProof(one as Proof);
            setValue('');
          }}
        />
        {proof !== 'none' && (
          <Field
            label={words.value[proof]}
            hint={words.valueHint[proof]}
            error={wrong.value}
            value={value}
            autoComplete="off"
            autoCapitalize="characters"
            inputMode={proof === 'slip_secret' ? 'text' : 'numeric'}
            maxLength={40}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
        <Button type="submit" look="strong" icon="search" busy={search.busy}>
          {words.button}
        </Button>
      </form>
      {search.error !== null && <Refused error={search.error} onRetry={() => void search.run()} />}
      {found && <Result found={found} onLoggedIn={() => void search.run()} />}
    </Screen>
  );
}

function bodyOf(code: string, proof: Proof, value: string): DossierLookupBody {
  const body = { code: readCode(code) ?? '' };
  return proof === 'none' ? body : { ...body, [proof]: value.trim() };
}

function isComplete(proof: Proof, value: string): boolean {
  return proof === 'slip_secret' ? value.trim() !== '' : /^\d{4}$/.test(value.trim());
}

/** A wrong code and a wrong number are one answer: nobody learns here which dossiers exist. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords().lookUp;
  if (!(error instanceof ApiError) || error.code !== 'dossier_not_found') return <ErrorBox error={error} onRetry={onRetry} />;
  return (
    <Notice tone="warning" live>
      <p>
        <strong>{words.notFound}</strong>
      </p>
      <p>{words.notFoundText}</p>
    </Notice>
  );
}

function Result({ found, onLoggedIn }: { found: DossierLookup; onLoggedIn: () => void }) {
  const words = useWords().lookUp;
  const own = useWords().service.statuses[found.status.code];
  const isStranger = useObservable(session) === null;
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView?.();
  }, [found]);
  return (
    <div className="stack" ref={heading} tabIndex={-1} role="region" aria-label={words.result}>
      {found.dossier ? (
        <>
          <Detail dossier={found.dossier} isStranger={isStranger} />
          {isStranger && <Login reason={words.keep} onDone={onLoggedIn} />}
        </>
      ) : (
        <Card title={own?.name ?? found.status.name}>
          <p className="soft">{found.code}</p>
          <p>
            <Said own={own?.explanation} service={found.status.explanation} />
          </p>
          <p>
            <Said own={own?.nextStep} service={found.status.next_step} />
          </p>
          <Progress steps={found.progress} />
          <p className="soft">{words.more}</p>
        </Card>
      )}
    </div>
  );
}
