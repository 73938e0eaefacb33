import type { ReactNode } from 'react';
import { useState } from 'react';

import { Button, ErrorBox, LongField } from '../../kit';
import { useWords } from '../../words';
import { useAction } from '../action';
import { lengthOf } from '../ask/message';
import { useDraft } from '../../drafts';

const MOST = 2000;

interface Props {
  /** The name of the stored draft. */
  name: string;
  label: string;
  button: string;
  isNeeded?: boolean;
  children?: ReactNode;
  /** False: it was not sent, and is kept. */
  onSend: (reason: string, key: string) => Promise<boolean | void>;
}

/** A text with its button. */
export function Reason({ name, label, button, isNeeded = false, children, onSend }: Props) {
  const words = useWords();
  const { draft, change, clear } = useDraft(name, { text: '' });
  const [isAsked, setAsked] = useState(false);
  const text = draft.text.trim();
  const over = lengthOf(text) - MOST;
  const send = useAction(async () => {
    setAsked(true);
    if ((isNeeded && !text) || over > 0) return;
    if ((await onSend(text, draft.key)) !== false) clear();
  });
  return (
    <>
      {children}
      <LongField
        label={label}
        rows={4}
        value={draft.text}
        error={over > 0 ? words.reporting.tooLong(over) : isNeeded && isAsked && !text ? words.report.empty : null}
        onChange={(event) => change({ text: event.target.value })}
      />
      {send.error !== null && <ErrorBox error={send.error} reason={words.report.why} />}
      <Button busy={send.busy} onClick={() => void send.run()}>
        {button}
      </Button>
    </>
  );
}
