import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';

import { useBook, useMove, useWindows } from '../../api/queries/visits';
import type { Queue, QueueNumber, WindowDay } from '../../api/types';
import { useDraft } from '../../drafts';
import { Button, ButtonLink, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import type { ToBook } from '../../paths';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { hour, weekday } from '../../words/dates';
import { useActedFor } from '../ActingFor';
import { Lead } from './Lead';
import { Papers } from './Papers';
import { Refused } from './Refused';
import type { Whom } from './Who';
import { Who } from './Who';

interface Props {
  title: string;
  queue: Queue;
  known: ToBook;
  day: string;
}

/** What is asked for, all in one draft: its key is made anew with every change, and kept until there is an answer. */
interface Draft extends Whom {
  queue: number;
  begins_at: string;
  procedure: string;
  dossier: string;
}

/** The hour, for whom, and the confirmation. */
export function Hours({ title, queue, known, day }: Props) {
  const words = useWords().visits;
  const booking = useSending({ queue, known });
  const { data, error, refetch } = useWindows(queue.id);
  const found = data?.days.find(({ date }) => date === day);
  const chosen = booking.begins_at && found?.windows.some((one) => one.begins_at === booking.begins_at) ? booking.begins_at : '';
  const end = useRef<HTMLDivElement>(null);
  const failure = booking.error;
  useEffect(() => {
    if (failure) end.current?.scrollIntoView?.({ block: 'nearest' });
  }, [failure]);
  const confirm = known.move ? words.booking.confirmMove : words.booking.confirm;
  const foot = chosen && (
    <div className="foot">
      <Button look="strong" icon="check" busy={booking.busy} onClick={booking.send}>
        {confirm(hour(chosen))}
      </Button>
    </div>
  );
  return (
    <Screen title={title} foot={foot || undefined}>
      <Lead queue={queue} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && <Windows day={day} found={found} chosen={chosen} onChoose={booking.choose} />}
      <ButtonLink to={paths.booking({ ...known, day: undefined })} look="quiet">
        {words.booking.otherDay}
      </ButtonLink>
      {chosen && !known.move && <Who whom={booking.whom} error={failure} onChange={booking.change} />}
      {known.procedure && <Papers procedure={known.procedure} />}
      <p className="soft">{words.note}</p>
      <div ref={end}>{failure && <Refused error={failure} onRetry={booking.send} />}</div>
    </Screen>
  );
}

function useSending({ queue, known: { procedure = '', dossier = '', move } }: { queue: Queue; known: ToBook }) {
  const navigate = useNavigate();
  const isForOther = useActedFor() !== 'self';
  const empty: Draft = { queue: 0, begins_at: '', procedure: '', dossier: '', for_other: isForOther, people: 1, visitor_name: '' };
  const { draft, change, clear } = useDraft<Draft>(move ? `visit:${move}` : 'visit', empty);
  const book = useBook();
  const moving = useMove();
  const { key, ...body } = draft;
  const isOfThis = draft.queue === queue.id && draft.procedure === procedure && draft.dossier === dossier;
  const done = (number: QueueNumber & { secret?: string }) => {
    clear();
    navigate(paths.visit(number.id), { replace: true, state: { secret: number.secret } });
  };
  return {
    begins_at: isOfThis ? draft.begins_at : '',
    whom: draft,
    change,
    choose(begins_at: string) {
      book.reset();
      moving.reset();
      if (!isOfThis || draft.begins_at !== begins_at) change({ queue: queue.id, procedure, dossier, begins_at });
    },
    send() {
      if (move) moving.mutate({ id: move, begins_at: draft.begins_at }, { onSuccess: done });
      else book.mutate({ key, body: { ...body, visitor_name: body.for_other ? body.visitor_name.trim() : '' } }, { onSuccess: done });
    },
    busy: book.isPending || moving.isPending,
    error: book.error ?? moving.error,
  };
}

function Windows({ day, found, chosen, onChoose }: { day: string; found?: WindowDay; chosen: string; onChoose: (begins_at: string) => void }) {
  const words = useWords().visits.booking;
  return (
    <Card title={weekday(day)}>
      {!found?.windows.length && <p role="status">{found?.why ?? words.noDays}</p>}
      <fieldset className="choices row narrow hours">
        <legend>{words.hour}</legend>
        {found?.windows.map(({ begins_at, left }) => (
          <button
            key={begins_at}
            type="button"
            className="choice"
            aria-pressed={begins_at === chosen}
            aria-disabled={left === 'no' && begins_at !== chosen}
            onClick={() => left !== 'no' && onChoose(begins_at)}
          >
            <strong>{hour(begins_at)}</strong>
            {left !== 'yes' && <span className="small">{words.left[left]}</span>}
          </button>
        ))}
      </fieldset>
    </Card>
  );
}
