import { useCancel } from '../../api/queries/visits';
import type { QueueNumber } from '../../api/types';
import { AskCancel } from './AskCancel';

export function Cancel({ number: { id } }: { number: QueueNumber }) {
  const { mutate, isPending, error } = useCancel();
  return <AskCancel busy={isPending} error={error} onSure={(close) => mutate(id, { onSuccess: close })} />;
}
