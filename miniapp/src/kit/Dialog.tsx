import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';

import { useWords } from '../words';
import { Button } from './Button';

/** A question on top of everything else. The browser's own dialog keeps the focus inside and Escape closes it. */
export function Dialog({ title, children, onClose }: { title: string; children: ReactNode; onClose: () => void }) {
  const words = useWords();
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    // Old web views have no modal dialogs: there it is shown in place.
    if (dialog?.showModal) dialog.showModal();
    else dialog?.setAttribute('open', '');
    return () => dialog?.close?.();
  }, []);
  return (
    // Escape closes it, and `close` follows. It also follows our own `close()`, when the dialog has been removed:
    // that is nobody's choice.
    <dialog ref={element} aria-labelledby={id} onClose={() => element.current && onClose()}>
      <h2 id={id}>{title}</h2>
      {children}
      <Button look="quiet" onClick={onClose}>
        {words.common.close}
      </Button>
    </dialog>
  );
}
