import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { Situation } from '../../api/queries/procedures';
import { useChecklist } from '../../api/queries/procedures';
import { shared } from '../../paths';
import { read, remove, write } from '../../storage';

type Channel = Situation['channel'];
/** What is remembered and shared. Conditions are not: they may say that somebody is poor or ill. */
type Chosen = Pick<Situation, 'case' | 'channel' | 'age'>;

const named = ({ case: name, channel, age }: Chosen): Chosen => ({ case: name, channel, age });

/** The case of a link that somebody sent; null if it names none. */
function ofLink(query: URLSearchParams): Chosen | null {
  const name = query.get('case')?.slice(0, 300);
  const channel = query.get('channel');
  return name || channel ? { case: name || undefined, channel: (channel as Channel) || undefined } : null;
}

/** The citizen's case of a procedure, as a link or this phone has it, and the check list for it. */
export function useSituation(id: string) {
  const [query] = useSearchParams();
  const stored = `case:${id}`;
  const [situation, setSituation] = useState<Situation>(() => ({
    ...(ofLink(query) ?? read<Chosen>(stored)),
    place: read<string>('place') ?? undefined,
  }));
  const asked = useChecklist(id, situation);
  // The catalogue may have changed since: a case that it no longer knows is chosen anew.
  const isUnknown = asked.error?.status === 400 && Object.values(named(situation)).some((one) => one !== undefined);
  useEffect(() => {
    if (!isUnknown) return;
    remove(stored);
    setSituation(({ place }) => ({ place }));
  }, [isUnknown, stored]);

  const change = (values: Situation) => {
    const next = { ...situation, ...values };
    if (values.place !== undefined) write('place', values.place);
    write(stored, named(next));
    setSituation(next);
  };
  const link = shared('procedure', id, { case: situation.case, channel: situation.channel });
  return { ...asked, error: isUnknown ? null : asked.error, situation, change, link };
}
