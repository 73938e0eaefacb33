import { Choices, Notice } from '../kit';
import { observable, useObservable } from '../observable';
import { useWords } from '../words';
import { Line } from './procedure/Line';

export const ACTED_FOR = ['self', 'child', 'parent', 'other'] as const;
export type ActedFor = (typeof ACTED_FOR)[number];

/** For whom it is done: in memory only, and the same on the next screen. */
const actedFor = observable<ActedFor>('self');
export const useActedFor = () => useObservable(actedFor);

/** What an officer reads before a question; officers read Vietnamese. */
export const SAID_FIRST: Record<ActedFor, string> = { self: '', child: 'Tôi hỏi thay cho con.', parent: 'Tôi hỏi thay cho cha, mẹ.', other: 'Tôi hỏi thay cho người khác.' };

/** One line that says for whom it is done, and opens the choice: most do it for themselves. */
export function ForWhom({ paper }: { paper?: string }) {
  const words = useWords().actingFor;
  return (
    <Line icon="people" title={words.legend} value={words.choices[useActedFor()]}>
      <ActingFor paper={paper} />
    </Line>
  );
}

/** The choice, and what paper it takes to act for somebody. `paper` replaces it where something else counts. */
export function ActingFor({ paper }: { paper?: string }) {
  const words = useWords().actingFor;
  const chosen = useActedFor();
  return (
    <>
      <Choices
        legend={words.legend}
        name="acted-for"
        look="row"
        value={chosen}
        choices={ACTED_FOR.map((value) => ({ value, words: words.choices[value] }))}
        onChange={(value) => actedFor.set(value as ActedFor)}
      />
      {chosen !== 'self' && <Notice live>{paper ?? words.paper[chosen]}</Notice>}
    </>
  );
}
