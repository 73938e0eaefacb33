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
import { ForWhom } from '../ActingFor';
import { useAction } from '../action';
import { Detail } from '../dossier/Detail';
import { Progress } from '../dossier/Progress';
import { Said } from '../Said';
import { CodeField } from './CodeField';
import { readCode } from './codes';

const PROOFS = ['phone_last4', 'id_last4', 'both_last4', 'slip_secret', 'none'] as const;
type Proof = (typeof PROOFS)[number];
type Part = 'phone_last4' | 'id_last4' | 'slip_secret';
type Values = Partial<Record<Part, string>>;

/** The fields of each choice. */
const PARTS: Record<Proof, readonly Part[]> = {
  phone_last4: ['phone_last4'],
  id_last4: ['id_last4'],
  both_last4: ['phone_last4', 'id_last4'],
  slip_secret: ['slip_secret'],
  none: [],
};

export default function LookUp() {
  const all = useWords();
  const words = all.lookUp;
  const queries = useQueryClient();
  const [query] = useSearchParams();
  const [code, setCode] = useState(() => query.get('code')?.slice(0, 500) ?? '');
  const [proof, setProof] = useState<Proof>('phone_last4');
  const [values, setValues] = useState<Values>({});
  const [wrong, setWrong] = useState<{ code?: string } & Values>({});
  const [found, setFound] = useState<DossierLookup | null>(null);

  const search = useAction(async () => {
    setFound(null);
    const body = bodyOf(code, proof, values);
    const missing = PARTS[proof].filter((part) => !isComplete(part, body[part] ?? ''));
    const mistakes = {
      ...(!body.code && { code: words.wrongCode }),
      ...Object.fromEntries(missing.map((part) => [part, words.wrong[part]])),
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
        <ForWhom paper={all.actingFor.lookUp} />
        <CodeField value={code} error={wrong.code} onChange={setCode} />
        <Choices
          legend={words.proof}
          name="proof"
          value={proof}
          choices={PROOFS.map((one) => ({ value: one, words: words.proofs[one] }))}
          onChange={(one) => {
            setProof(one as Proof);
            setValues({});
          }}
        />
        {PARTS[proof].map((part) => (
          <Field
            key={part}
            label={words.value[part]}
            hint={words.valueHint[part]}
            error={wrong[part]}
            value={values[part] ?? ''}
            autoComplete="off"
            autoCapitalize="characters"
            inputMode={part === 'slip_secret' ? 'text' : 'numeric'}
            maxLength={40}
            onChange={(event) => setValues({ ...values, [part]: event.target.value })}
          />
        ))}
        <Button type="submit" look="strong" icon="search" busy={search.busy}>
          {words.button}
        </Button>
      </form>
      {search.error !== null && <Refused error={search.error} onRetry={() => void search.run()} />}
      {found && <Result found={found} onLoggedIn={() => void search.run()} />}
    </Screen>
  );
}

function bodyOf(code: string, proof: Proof, values: Values): DossierLookupBody {
  const given = PARTS[proof].map((part) => [part, values[part]?.trim() ?? '']);
  return { code: readCode(code) ?? '', ...Object.fromEntries(given) };
}

function isComplete(part: Part, value: string): boolean {
  return part === 'slip_secret' ? value !== '' : /^\d{4}$/.test(value);
}

/** A wrong code and a wrong number get the same answer: it does not reveal which dossiers exist. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords().lookUp;
  const code = error instanceof ApiError ? error.code : undefined;
  if (code === 'code_guessed') return <Told title={words.guessed} text={words.guessedText} />;
  if (code === 'dossier_not_found') return <Told title={words.notFound} text={words.notFoundText} />;
  return <ErrorBox error={error} onRetry={onRetry} />;
}

function Told({ title, text }: { title: string; text: string }) {
  return (
    <Notice tone="warning" live>
      <p>
        <strong>{title}</strong>
      </p>
      <p>{text}</p>
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
