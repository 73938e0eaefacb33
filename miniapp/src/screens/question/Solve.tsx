import { useQueryClient } from '@tanstack/react-query';

import { markSolved } from '../../api/queries/questions';
import { Button, Card, ErrorBox } from '../../kit';
import { useWords } from '../../words';
import { useAction } from '../action';
import { REPLY } from './Reply';

/** Only the citizen marks it as solved; otherwise they write again. */
export function Solve({ id, canWrite }: { id: number; canWrite: boolean }) {
  const words = useWords().question;
  const queries = useQueryClient();
  const solve = useAction(async () => {
    const question = await markSolved(id);
    queries.setQueryData(['mine', 'question', id], question);
    await queries.invalidateQueries({ queryKey: ['mine', 'questions'] });
  });
  return (
    <Card title={words.isSolved}>
      {solve.error !== null && <ErrorBox error={solve.error} />}
      <div className="buttons">
        <Button look="strong" icon="check" busy={solve.busy} onClick={() => void solve.run()}>
          {words.solved}
        </Button>
        {canWrite && (
          <Button onClick={() => document.getElementById(REPLY)?.querySelector('textarea')?.focus()}>{words.notSolved}</Button>
        )}
      </div>
    </Card>
  );
}
