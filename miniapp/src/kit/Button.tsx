import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { IconName } from './icons';
import { Icon } from './icons';

type Look = 'strong' | 'plain' | 'quiet' | 'urgent';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  icon?: IconName;
  /** While it works a second tap does nothing. */
  busy?: boolean;
}

export function Button({ look = 'plain', icon, busy = false, children, onClick, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={`button ${look}`} aria-busy={busy} onClick={busy ? undefined : onClick}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button: it navigates only. */
export function ButtonLink({ to, look = 'plain', icon, children }: { to: string; look?: Look; icon?: IconName; children: ReactNode }) {
  return (
    <Link to={to} className={`button ${look}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
