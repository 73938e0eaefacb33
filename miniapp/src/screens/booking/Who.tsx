import type { ApiError } from '../../api/problems';
import { Card, Choices, Field } from '../../kit';
import { useWords } from '../../words';

export interface Whom {
  for_other: boolean;
  people: number;
  visitor_name: string;
}

const PEOPLE = ['1', '2', '3', '4'];

export function Who({ whom, error, onChange }: { whom: Whom; error: ApiError | null; onChange: (values: Partial<Whom>) => void }) {
  const words = useWords().visits.booking;
  const wrong = error?.errors.find(({ pointer }) => pointer.endsWith('/visitor_name'))?.detail;
  return (
    <Card>
      <Choices
        legend={words.forWhom}
        name="for-other"
        look="row"
        value={whom.for_other ? 'other' : 'self'}
        choices={[
          { value: 'self', words: words.self },
          { value: 'other', words: words.forOther },
        ]}
        onChange={(value) => onChange({ for_other: value === 'other' })}
      />
      {whom.for_other && (
        <Field
          label={words.name}
          hint={words.nameHint}
          error={wrong}
          value={whom.visitor_name}
          autoComplete="off"
          maxLength={100}
          onChange={(event) => onChange({ visitor_name: event.target.value })}
        />
      )}
      <Choices
        legend={words.people}
        name="people"
        look="row narrow"
        value={String(whom.people)}
        choices={PEOPLE.map((value) => ({ value, words: value }))}
        onChange={(value) => onChange({ people: Number(value) })}
      />
    </Card>
  );
}
