import type { ReactNode } from 'react';

import { isLive, isToday } from '../../api/ownNumbers';
import type { QueueNumber } from '../../api/types';
import { Card, Facts, Fold, Named, Notice, Told, Vi } from '../../kit';
import { useWords } from '../../words';
import { hour, weekday } from '../../words/dates';
import { Said } from '../Said';

export function StateTag({ state, name }: { state: QueueNumber['state']; name: string }) {
  const own = useWords().service.numberStates[state];
  const isGood = ['booked', 'waiting', 'called', 'done'].includes(state);
  return (
    <span className={isGood ? 'tag' : 'tag warning'}>
      <Said own={own} service={name} />
    </span>
  );
}

/** The number large, then when, where and how long. */
export function Shown({ number }: { number: QueueNumber }) {
  const words = useWords().visits.number;
  const { label, state, state_name } = number;
  return (
    <>
      <section className="card label" aria-label={words.is}>
        <p className="soft">{words.is}</p>
        <p className="ticket">{label}</p>
        <p className="tags">
          <StateTag state={state} name={state_name} />
        </p>
      </section>
      <Now number={number} />
      <Card>
        <Facts rows={rowsOf(number, words)} />
      </Card>
    </>
  );
}

function rowsOf(number: QueueNumber, words: ReturnType<typeof useWords>['visits']['number']) {
  const { day, begins_at, office_name, queue_name, office_address, people, for_other } = number;
  const rows: [string, ReactNode][] = [[words.day, weekday(day)]];
  if (begins_at) rows.unshift([words.when, hour(begins_at)]);
  rows.push([words.where, <Vi key="where">{[office_name, queue_name, office_address].filter(Boolean).join(' · ')}</Vi>]);
  if (people > 1) rows.push([words.people, people]);
  if (for_other) rows.push([words.forWhom, words.other]);
  return rows;
}

/** What happens now: to come, to wait, to go to a desk. */
function Now({ number }: { number: QueueNumber }) {
  const words = useWords().visits.number;
  const { state, desk, before, wait_least: least, wait_most: most, why, reason, missed_at } = number;
  if (state === 'called') {
    return (
      <Notice tone="success" live>
        <strong>
          <Named say={words.desk} name={desk} />
        </strong>
      </Notice>
    );
  }
  if (state === 'absent') {
    return (
      <Notice tone="warning" live>
        {words.absent}
      </Notice>
    );
  }
  if (state === 'closed') {
    return (
      <Notice tone="warning" live>
        <p>{words.closed}</p>
        {reason && <Vi>{reason}</Vi>}
      </Notice>
    );
  }
  if (state === 'booked' && isLive(number)) return <p>{isToday(number) ? words.early : words.bring}</p>;
  if (state !== 'waiting') return null;
  return (
    <Card>
      {missed_at && <Notice tone="warning">{words.missed(hour(missed_at))}</Notice>}
      <p role="status">
        <strong>{words.before(before ?? 0)}</strong> {least !== null && most !== null ? words.range(least, most) : words.noRange}
      </p>
      <Fold title={words.whyOthers}>
        {why && (
          <p>
            <Told>{why}</Told>
          </p>
        )}
        <p>{words.order}</p>
      </Fold>
    </Card>
  );
}
