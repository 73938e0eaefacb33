import type { ReactNode } from 'react';
import { useId } from 'react';
import { Link } from 'react-router-dom';

import type { IconName } from './icons';
import { Icon } from './icons';

interface CardProps {
  title?: string;
  /** Of the title. */
  lang?: string;
  look?: 'urgent' | 'flush';
  children: ReactNode;
}

/** A part of a screen with its own heading, which screen readers list. */
export function Card({ title, lang, look, children }: CardProps) {
  const id = useId();
  return (
    <section className={look ? `card ${look}` : 'card'} aria-labelledby={title ? id : undefined}>
      {title && (
        <h2 id={id} lang={lang}>
          {title}
        </h2>
      )}
      {children}
    </section>
  );
}

/** A part that can be opened. */
export function Fold({ title, children, open, onOpen }: { title: ReactNode; children: ReactNode; open?: boolean; onOpen?: () => void }) {
  return (
    <details className="fold" open={open} onToggle={onOpen && ((event) => event.currentTarget.open && onOpen())}>
      <summary>
        <span>{title}</span>
        <Icon name="next" />
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}

export function List({ children }: { children: ReactNode }) {
  return <ul className="list">{children}</ul>;
}

/** A row that links to another screen; the whole row can be tapped. */
export function RowLink({ to, title, lang, icon, children }: { to: string; title: string; lang?: string; icon?: IconName; children?: ReactNode }) {
  return (
    <li>
      <Link to={to} className="row">
        {icon && (
          <span className="pictogram">
            <Icon name={icon} />
          </span>
        )}
        <span className="row-words">
          <span className="row-title" lang={lang}>
            {title}
          </span>
          {children}
        </span>
        <Icon name="next" />
      </Link>
    </li>
  );
}

/** Names and their values: fee, time, place. */
export function Facts({ rows }: { rows: [name: string, value: ReactNode][] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
