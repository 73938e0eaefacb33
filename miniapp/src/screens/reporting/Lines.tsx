import { Button, Field } from '../../kit';

interface Props {
  label: string;
  hint: string;
  more: string;
  most: number;
  length: number;
  values: string[];
  onChange: (values: string[]) => void;
}

/** Several short texts, one field each: a plate of two lines stays one. */
export function Lines({ label, hint, more, most, length, values, onChange }: Props) {
  const isFull = values[values.length - 1]?.trim() !== '';
  return (
    <>
      {values.map((value, place) => (
        <Field
          // Fields are only added at the end.
          key={place}
          label={place === 0 ? label : `${label} ${place + 1}`}
          hint={place === 0 ? hint : undefined}
          value={value}
          maxLength={length}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(values.map((one, other) => (other === place ? event.target.value : one)))}
        />
      ))}
      {isFull && values.length < most && (
        <Button look="quiet" onClick={() => onChange([...values, ''])}>
          {more}
        </Button>
      )}
    </>
  );
}
