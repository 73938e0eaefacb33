import { useState } from 'react';

import { Button, Dialog, ErrorBox } from '../../kit';
import { useWords } from '../../words';

interface Props {
  busy: boolean;
  error: unknown;
  onSure: (close: () => void) => void;
}

/** A place that is given away does not come back: asked once more. */
export function AskCancel({ busy, error, onSure }: Props) {
  const words = useWords().visits.number;
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <>
      <Button onClick={() => setAsked(true)}>{words.cancel}</Button>
      {isAsked && (
        <Dialog title={words.cancelAsk} onClose={close}>
          <p>{words.cancelText}</p>
          {error ? <ErrorBox error={error} /> : null}
          <Button look="urgent" busy={busy} onClick={() => onSure(close)}>
            {words.cancel}
          </Button>
        </Dialog>
      )}
    </>
  );
}
