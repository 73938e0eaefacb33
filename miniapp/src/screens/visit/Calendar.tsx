import { useState } from 'react';

import { calendarOf } from '../../api/queries/visits';
import type { QueueNumber } from '../../api/types';
import { Button, Copyable, ErrorBox, Notice } from '../../kit';
import { useWords } from '../../words';
import { hour, weekday } from '../../words/dates';
import { useAction } from '../action';
import { saveFile } from '../data/saving';

/** Into the phone's own calendar. Zalo's browser saves no file: there it is a line to copy. */
export function Calendar({ number }: { number: QueueNumber }) {
  const words = useWords().visits.number;
  const [done, setDone] = useState<Awaited<ReturnType<typeof saveFile>>>('closed');
  const { id, label, begins_at, day, office_name, office_address } = number;
  const save = useAction(async () => setDone(await saveFile('lich-hen.ics', await calendarOf(id), 'text/calendar')));
  if (!begins_at) return null;
  const line = [label, `${hour(begins_at)} ${weekday(day)}`, office_name, office_address].filter(Boolean).join(', ');
  return (
    <>
      <Button icon="save" busy={save.busy} onClick={() => void save.run()}>
        {words.calendar}
      </Button>
      {save.error !== null && <ErrorBox error={save.error} />}
      {done === 'saved' && <Notice live>{words.calendarSaved}</Notice>}
      {done === 'impossible' && (
        <Copyable text={line} label={words.copyLine}>
          {words.calendarImpossible}
        </Copyable>
      )}
    </>
  );
}
