import { LongField } from '../../kit';
import { useWords } from '../../words';
import { number } from '../../words/dates';
import { lengthOf, MOST_CHARACTERS } from './message';

interface Props {
  label: string;
  hint?: string;
  error?: string | null;
  value: string;
  /** Sent before it. */
  before?: string;
  onChange: (text: string) => void;
}

/** A long text with its length, and the excess if it is too long. It cuts nothing. */
export function Counted({ label, hint, error, value, before = '', onChange }: Props) {
  const words = useWords().ask;
  const length = lengthOf(`${before}\n${value}`);
  const over = length - MOST_CHARACTERS;
  return (
    <div>
      <LongField
        label={label}
        hint={hint}
        error={over > 0 ? words.tooLong(over) : error}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="small">{words.length(number(length), number(MOST_CHARACTERS))}</p>
    </div>
  );
}
