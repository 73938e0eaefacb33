import { useState } from 'react';

import type { Questionnaire } from '../../api/types';
import { Button, Card, Fold, LongField, Notice } from '../../kit';
import { useWords } from '../../words';
import type { Answers } from './draft';
import { Stars } from './Stars';

export const MOST_WORDS = 2000;

interface Props {
  questionnaire: Questionnaire | undefined;
  answers: Answers;
  busy: boolean;
  onChange: (answers: Answers) => void;
  onSend: () => void;
}

/** The questions of a rating, of a visit or of a dossier. Only the first must be answered. */
export function RatingForm({ questionnaire, answers, busy, onChange, onSend }: Props) {
  const words = useWords().rate;
  const [isAsked, setAsked] = useState(false);
  const { overall, aspects, words: text } = answers;
  const isTooLong = text.length > MOST_WORDS;

  function send() {
    setAsked(overall === 0);
    if (overall > 0 && !isTooLong) onSend();
  }

  return (
    <Card>
      <Stars large legend={words.overall} value={overall} onChange={(level) => onChange({ ...answers, overall: level })} />
      {questionnaire && questionnaire.aspects.length > 0 && (
        <Fold title={words.aspects} open={Object.keys(aspects).length > 0}>
          {questionnaire.aspects.map(({ key, label }) => (
            <Stars
              key={key}
              legend={words.aspect[key] ?? label}
              value={aspects[key] ?? 0}
              onChange={(level) => onChange({ ...answers, aspects: { ...aspects, [key]: level } })}
            />
          ))}
        </Fold>
      )}
      <LongField
        label={words.words}
        hint={words.wordsHint}
        rows={4}
        value={text}
        error={isTooLong ? words.tooLong(text.length) : null}
        onChange={(event) => onChange({ ...answers, words: event.target.value })}
      />
      {isAsked && overall === 0 && (
        <Notice tone="warning" live>
          {words.chooseFirst}
        </Notice>
      )}
      <Button look="strong" icon="star" busy={busy} onClick={send}>
        {words.send}
      </Button>
    </Card>
  );
}
