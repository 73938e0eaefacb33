import type { ReactNode } from 'react';

import { moment } from '../words/dates';
import { useWords } from '../words';
import { keptAt } from '../api/offline';
import type { IconName } from './icons';
import { Icon } from './icons';

type Tone = 'info' | 'warning' | 'danger' | 'success';
const ICONS: Record<Tone, IconName> = { info: 'info', warning: 'warning', danger: 'warning', success: 'check' };

/** A notice. `live` reads it out when it appears. */
export function Notice({ tone = 'info', live = false, children }: { tone?: Tone; live?: boolean; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={live ? 'status' : undefined}>
      <Icon name={ICONS[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** Shows that the content was stored on the phone, and since when. */
export function KeptNotice({ of, fetching = false }: { of: unknown; fetching?: boolean }) {
  const words = useWords();
  const at = keptAt(of);
  if (!at || fetching) return null;
  return (
    <Notice tone="warning" live>
      {words.common.keptAt(moment(at))}
    </Notice>
  );
}
