import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';

interface Labelled {
  label: string;
  hint?: string;
  /** The error of the value, read out with the field. */
  error?: string | null;
}

type TextProps = Labelled & InputHTMLAttributes<HTMLInputElement>;

export function Field({ label, hint, error, ...rest }: TextProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input id={id} type="text" {...rest} {...described(id, hint, error)} />
    </Frame>
  );
}

/** A long text. Beyond `most` characters it shows that and cuts nothing: no word is lost. */
export function LongField({ label, hint, error, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea id={id} rows={6} {...rest} {...described(id, hint, error)} />
    </Frame>
  );
}

function described(id: string, hint?: string, error?: string | null) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined };
}

function Frame({ id, label, hint, error, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="soft">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="wrong" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface ChoicesProps {
  legend: string;
  name: string;
  choices: { value: string; words: string; lang?: string }[];
  value: string;
  onChange: (value: string) => void;
  /** Short choices beside each other; very short ones. */
  look?: 'row' | 'row narrow';
}

/** One of several: large radio buttons for one question. */
export function Choices({ legend, name, choices, value, onChange, look }: ChoicesProps) {
  return (
    <fieldset className={look ? `choices ${look}` : 'choices'}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span lang={choice.lang} data-meant={choice.lang && true}>
            {choice.words}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Tick({ checked, onChange, children }: { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <label className="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
