import type { DossierDue } from '../../api/types';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { Said } from '../Said';

/** The state of the time limit, in a sentence. */
export function DueText({ due: { clock, state, due_on, text } }: { due: DossierDue }) {
  const own = useWords().service.due;
  const say = own[`${clock} ${state}`] ?? own[clock];
  return <Said own={say?.(due_on ? day(due_on) : '')} service={text} />;
}
