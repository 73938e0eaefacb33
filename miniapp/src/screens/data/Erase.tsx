import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { forgetEverything } from '../../api/forgetting';
import { useErase } from '../../api/queries/me';
import type { Erasure } from '../../api/types';
import { Button, Card, Dialog, ErrorBox, Tick } from '../../kit';
import { useWords } from '../../words';

/** Two steps and a tick: it cannot be undone. Afterwards nothing of the citizen is left on the phone. */
export function Erase({ onErased }: { onErased: (erasure: Erasure) => void }) {
  const words = useWords().me.data;
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const [isSure, setSure] = useState(false);
  const erasing = useErase();
  const erase = () =>
    erasing.mutate(undefined, {
      onSuccess: (erasure) => {
        onErased(erasure);
        forgetEverything(queries);
      },
    });
  return (
    <Card title={words.erase}>
      <p>{words.eraseText}</p>
      <Button onClick={() => setAsked(true)}>{words.eraseStart}</Button>
      {isAsked && (
        <Dialog
          title={words.eraseAsk}
          onClose={() => {
            setAsked(false);
            setSure(false);
          }}
        >
          <p>{words.eraseText}</p>
          <Tick checked={isSure} onChange={setSure}>
            {words.eraseTick}
          </Tick>
          {erasing.error && <ErrorBox error={erasing.error} />}
          <Button look="urgent" disabled={!isSure} busy={erasing.isPending} onClick={erase}>
            {words.eraseSure}
          </Button>
        </Dialog>
      )}
    </Card>
  );
}
