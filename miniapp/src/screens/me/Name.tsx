import type { FormEvent } from 'react';
import { useState } from 'react';

import { useRename } from '../../api/queries/me';
import { Button, Card, ErrorBox, Field } from '../../kit';
import { useWords } from '../../words';

export function Name({ name }: { name: string }) {
  const words = useWords().me;
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(name);
  const renaming = useRename();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!renaming.isPending) renaming.mutate(text.trim(), { onSuccess: () => setOpen(false) });
  }
  if (!isOpen) {
    return (
      <div className="lead">
        <h2 lang="">{name}</h2>
        <div>
          <Button look="quiet" onClick={() => setOpen(true)}>
            {words.rename}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Card>
      <form className="stack" onSubmit={submit}>
        <Field label={words.name} value={text} maxLength={100} onChange={(event) => setText(event.target.value)} />
        {renaming.error && <ErrorBox error={renaming.error} />}
        <div className="buttons">
          <Button type="submit" look="strong" busy={renaming.isPending}>
            {words.save}
          </Button>
          <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}
