import { useState } from 'react';

import { judgeReport } from '../../api/queries/reports';
import type { HandlingMark } from '../../api/types';
import { Card, Choices, Fold, Notice } from '../../kit';
import { useWords } from '../../words';
import type { Acting } from './acting';
import { draftOf } from './drafts';
import { Reason } from './Reason';

const MARKS: HandlingMark[] = ['good', 'fair', 'poor'];

/** The sender's opinion of the handling; a later one replaces it. */
export function Opinion({ own, report: { opinion }, onChange }: Acting) {
  const words = useWords().report;
  const [mark, setMark] = useState<HandlingMark | null>(opinion?.mark ?? null);
  const [isMissing, setMissing] = useState(false);
  async function send(text: string) {
    setMissing(mark === null);
    if (mark === null) return false;
    onChange(await judgeReport(own, mark, text));
    return true;
  }
  return (
    <Card>
      <Fold title={opinion ? words.opinionGiven(words.marks[opinion.mark] ?? opinion.mark_name) : words.opinion}>
        <Choices
          legend={words.opinionText}
          name="mark"
          value={mark ?? ''}
          choices={MARKS.map((value) => ({ value, words: words.marks[value] ?? value }))}
          onChange={(value) => setMark(value as HandlingMark)}
        />
        {isMissing && (
          <Notice tone="warning" live>
            {words.chooseFirst}
          </Notice>
        )}
        <Reason name={`${draftOf(own)}:opinion`} label={words.opinionWords} button={words.opinionSend} onSend={send} />
      </Fold>
    </Card>
  );
}
