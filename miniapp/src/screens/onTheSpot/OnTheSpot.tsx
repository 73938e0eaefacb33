import type { FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';

import { isToday } from '../../api/ownNumbers';
import { useOverview } from '../../api/queries/overview';
import { useArrive, useBook, useQueues } from '../../api/queries/visits';
import type { Queue, QueueNumber } from '../../api/types';
import { useDraft } from '../../drafts';
import { Button, ErrorBox, Field, Notice, Screen, Skeleton, Tick } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Lead } from '../booking/Lead';
import { Refused } from '../booking/Refused';

/** A number for who is there: the call screen's code says so. Scanned, it is in the link; else it is typed. */
export default function OnTheSpot() {
  const words = useWords().visits.taking;
  const [query] = useSearchParams();
  const [queue = '', code = ''] = (query.get('code') ?? '').split('.');
  const { data, error, refetch } = useQueues({ queue: /^[1-9]\d{0,8}$/.test(queue) ? queue : undefined });
  const found = data?.queues[0];
  return (
    <Screen title={words.title}>
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && queue && <Skeleton />}
      {(data || !queue) && !found && <Notice tone="warning">{words.wrong}</Notice>}
      {found && <Lead queue={found} />}
      {found && <Take key={code} queue={found} scanned={code} />}
    </Screen>
  );
}

interface Draft {
  code: string;
  for_other: boolean;
  /** It was sent with the present key: an answer may have been lost. */
  isSent: boolean;
}

function Take({ queue, scanned }: { queue: Queue; scanned: string }) {
  const words = useWords().visits;
  const navigate = useNavigate();
  const { data } = useOverview();
  const here = data?.queue_numbers.find((one) => one.queue === queue.id && one.state === 'booked' && isToday(one));
  const { draft, change, clear } = useDraft<Draft>(`spot:${queue.id}:${scanned}`, { code: scanned, for_other: false, isSent: false });
  const book = useBook();
  const arriving = useArrive();
  const error = book.error ?? arriving.error;
  const done = (number: QueueNumber & { secret?: string }) => {
    clear();
    navigate(paths.visit(number.id), { replace: true, state: { secret: number.secret } });
  };

  function take() {
    const { key, code, for_other } = draft.isSent ? draft : change({ isSent: true });
    book.mutate({ key, body: { queue: queue.id, code, for_other, people: 1, visitor_name: '', procedure: '', dossier: '' } }, { onSuccess: done });
  }
  const isArrival = here !== undefined && !draft.for_other;
  const send = () => (isArrival ? arriving.mutate({ id: here.id, code: draft.code }, { onSuccess: done }) : take());
  function submit(event: FormEvent) {
    event.preventDefault();
    if (draft.code.trim()) send();
  }

  return (
    <form className="card" onSubmit={submit}>
      {isArrival && <p>{words.taking.booked(here.label)}</p>}
      {!scanned && (
        <Field
          label={words.taking.code}
          hint={words.taking.codeHint}
          value={draft.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          onChange={(event) => change({ code: event.target.value, isSent: false })}
        />
      )}
      <Tick checked={draft.for_other} onChange={(for_other) => change({ for_other, isSent: false })}>
        {words.taking.forOther}
      </Tick>
      {error && <Refused error={error} onRetry={send} />}
      <Button type="submit" look="strong" icon="check" busy={book.isPending || arriving.isPending}>
        {isArrival ? words.taking.arrived : words.taking.button}
      </Button>
    </form>
  );
}
