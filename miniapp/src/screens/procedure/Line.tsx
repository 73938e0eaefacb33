import type { ReactNode } from 'react';
import { useId } from 'react';

import { Icon, langOf } from '../../kit';
import type { IconName } from '../../kit/icons';

interface Props {
  icon: IconName;
  title: string;
  /** Text, or parts that say their own language. */
  value?: ReactNode;
  /** The value may take a second line. */
  isWhole?: boolean;
  children: ReactNode;
}

/** One answer of the first screen: its name and value in a line, and what belongs to it once it is opened. */
export function Line({ icon, title, value, isWhole = false, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <details className="fold answer">
        <summary>
          <Icon name={icon} />
          <span className="row-words">
            <h2 id={id}>{title}</h2>
            {value && (
              <span className={isWhole ? 'value brief' : 'value brief one'} lang={typeof value === 'string' ? langOf(value) : undefined}>
                {value}
              </span>
            )}
          </span>
          <Icon name="next" />
        </summary>
        <div className="fold-body">{children}</div>
      </details>
    </section>
  );
}
