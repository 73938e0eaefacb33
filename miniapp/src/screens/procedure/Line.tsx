import type { ReactNode } from 'react';
import { useId } from 'react';

import { Icon } from '../../kit';
import type { IconName } from '../../kit/icons';

/** One answer of the first screen: its name and value in a line, and what belongs to it once it is opened. */
export function Line({ icon, title, value, children }: { icon: IconName; title: string; value?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <details className="fold answer">
        <summary>
          <Icon name={icon} />
          <span className="row-words">
            <h2 id={id}>{title}</h2>
            {value && <span className="value brief">{value}</span>}
          </span>
          <Icon name="next" />
        </summary>
        <div className="fold-body">{children}</div>
      </details>
    </section>
  );
}
