import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ApiError } from '../api/problems';
import { logIn } from '../api/session';
import { flush } from '../api/outbox';
import { useWords } from '../words';
import type { Person } from '../zalo';
import { isInside, zalo } from '../zalo';
import { Button } from './Button';
import { Card } from './Card';
import { Dialog } from './Dialog';
import { Notice } from './Notice';
import { Trouble } from './Trouble';

/** Asks for a log-in, with the reason first. Outside Zalo it offers the simulator's citizens, in DEBUG. */
export function Login({ reason, onDone }: { reason: string; onDone?: () => void }) {
  const words = useWords().common.login;
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [people, setPeople] = useState<Person[] | null>(null);

  async function enter() {
    setBusy(true);
    setError(null);
    try {
      await logIn();
      await queries.invalidateQueries();
      void flush();
      onDone?.();
    } catch (failure) {
      const problem = ApiError.of(failure);
      setError(problem.kind === 'login_needed' ? null : problem);
    } finally {
      setBusy(false);
    }
  }

  async function start() {
    if (isInside) return enter();
    setPeople(await zalo.people());
  }

  async function choose(person: Person) {
    setPeople(null);
    await zalo.choose(person.token);
    await enter();
  }

  return (
    <Card title={words.title}>
      {reason && <p>{reason}</p>}
      <p className="soft">{words.safe}</p>
      {people?.length === 0 && (
        <Notice tone="warning" live>
          {words.onlyZalo}
        </Notice>
      )}
      {error && <Trouble problem={error} />}
      <Button look="strong" icon="person" busy={busy} onClick={() => void start()}>
        {busy ? words.working : words.button}
      </Button>
      {people && people.length > 0 && (
        <Dialog title={words.choose} onClose={() => setPeople(null)}>
          <p className="soft">{words.chooseText}</p>
          {people.map((person) => (
            <Button key={person.token} onClick={() => void choose(person)}>
              {person.words}
            </Button>
          ))}
        </Dialog>
      )}
    </Card>
  );
}
