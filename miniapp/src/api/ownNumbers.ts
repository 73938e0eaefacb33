/** The citizen's live numbers, kept on the phone: at the counter there may be no network. */
import { names, read, remove } from '../storage';
import { wallTime } from '../words/dates';
import { now } from './clock';
import { keep, OWN } from './offline';
import type { QueueNumber } from './types';

export const keyOf = (id: number | string) => ['mine', 'number', String(id)];
const START = `${OWN}["mine","number",`;
const today = () => wallTime(now()).slice(0, 10);

/** Not over: what comes, waits or is called. */
export const isLive = ({ state }: QueueNumber) => ['booked', 'waiting', 'called', 'absent'].includes(state);
export const isToday = ({ day }: QueueNumber) => day === today();

/** Keep these, and no other. */
export function keepNumbers(numbers: QueueNumber[]): void {
  names(START).forEach(remove);
  numbers.forEach((one) => keep(keyOf(one.id), one));
}

/** Those of today, as they were seen last. */
export function keptToday(): QueueNumber[] {
  const kept = names(START).map((name) => read<{ data: QueueNumber }>(name)?.data);
  return kept.filter((one): one is QueueNumber => one !== undefined && isToday(one));
}
