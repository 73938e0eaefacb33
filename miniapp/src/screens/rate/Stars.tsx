import { useId } from 'react';

import { Icon } from '../../kit';
import { useWords } from '../../words';

const LEVELS = [1, 2, 3, 4, 5];

interface Props {
  legend: string;
  value: number;
  onChange: (value: number) => void;
  /** One level per row with its words, for the question that everybody answers. */
  large?: boolean;
}

/** One to five stars as radio buttons: each has its words, the stars only decorate. */
export function Stars({ legend, value, onChange, large = false }: Props) {
  const words = useWords().rate;
  const name = useId();
  return (
    <fieldset className={large ? 'choices' : 'stars'}>
      <legend>{legend}</legend>
      {LEVELS.map((level) => (
        <label key={level} className={large ? 'choice' : level <= value ? 'star on' : 'star'}>
          <input
            type="radio"
            name={name}
            checked={level === value}
            onChange={() => onChange(level)}
            aria-label={`${words.stars(level)}: ${words.levels[level - 1]}`}
          />
          {large ? (
            <span className="choice-words">
              {words.levels[level - 1]}
              <span className="star-row" aria-hidden="true">
                {'★'.repeat(level)}
              </span>
            </span>
          ) : (
            <Icon name="star" />
          )}
        </label>
      ))}
      {!large && (
        <p className="soft" aria-hidden="true">
          {words.levels[value - 1] ?? ''}
        </p>
      )}
    </fieldset>
  );
}
