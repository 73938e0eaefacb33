import type { FormEvent, KeyboardEvent } from 'react';
import { useId, useState } from 'react';

import { Icon } from './icons';

export interface Option {
  key: string;
  text: string;
  lang?: string;
}

interface Props {
  label: string;
  hint: string;
  button: string;
  value: string;
  options: Option[];
  /** The number of suggestions, read out as it changes. */
  status: string;
  onChange: (value: string) => void;
  onChoose: (option: Option) => void;
  onSubmit: () => void;
  /** The label is only read out: on a screen that begins with the field. */
  compact?: boolean;
}

/**
 * A search field with suggestions, after the combobox pattern of the ARIA Authoring Practices: the
 * focus stays in the field, arrows move among the options, Enter takes one, Escape closes the list.
 */
export function Combobox({ label, hint, button, value, options, status, onChange, onChoose, onSubmit, compact = false }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = isOpen && options.length > 0;

  function close() {
    setOpen(false);
    setActive(-1);
  }

  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const moved = moves[event.key];
    if (moved !== undefined && options.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((moved + options.length + (active < 0 && event.key === 'ArrowUp' ? 1 : 0)) % options.length);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      close();
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const option = shown ? options[active] : undefined;
    close();
    if (option) onChoose(option);
    else if (value.trim()) onSubmit();
  }

  return (
    <form role="search" className="search" onSubmit={submit}>
      <label htmlFor={id} className={compact ? 'unseen' : undefined}>
        {label}
      </label>
      <div className="search-line">
        <input
          id={id}
          type="search"
          role="combobox"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={hint}
          maxLength={200}
          value={value}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          onChange={(event) => {
            onChange(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="button strong" aria-label={button}>
          <Icon name="search" />
        </button>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown}>
        {options.map((option, place) => (
          // Keys work from the field; the option itself is never focused.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.key}
            id={`${id}-${place}`}
            role="option"
            lang={option.lang}
            tabIndex={-1}
            aria-selected={place === active}
            // Before the field loses the focus and closes the list.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              close();
              onChoose(option);
            }}
          >
            {option.text}
          </div>
        ))}
      </div>
      <p className="unseen" role="status">
        {isOpen && value.length > 1 ? status : ''}
      </p>
    </form>
  );
}
