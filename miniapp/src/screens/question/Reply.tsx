import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';

import { writeOn } from '../../api/queries/questions';
import type { QuestionDetail } from '../../api/types';
import { earliest } from '../../drafts';
import { Button, Card, ErrorBox, Fold, Notice } from '../../kit';
import { useWords } from '../../words';
import { useAction } from '../action';
import { Counted } from '../ask/Counted';
import { lengthOf, MOST_CHARACTERS, useMessage } from '../ask/message';
import { Photos } from '../ask/Photos';

export const REPLY = 'reply';

/** Another message: the answer to an officer's question, an addition, or reopening a question. */
export function Reply({ question: { id, status } }: { question: QuestionDetail }) {
  const words = useWords().question;
  const title = words.replies[status];
  if (title) {
    return (
      <Card title={title}>
        <Form id={id} label={words.text} />
      </Card>
    );
  }
  const isOver = status === 'solved' || status === 'closed';
  return (
    <Card>
      <Fold title={isOver ? words.reopen : words.more}>
        <Form id={id} label={isOver ? words.reopenText : words.text} />
      </Fold>
    </Card>
  );
}

function Form({ id, label }: { id: number; label: string }) {
  const words = useWords();
  const queries = useQueryClient();
  const { draft: message, change, clear } = useMessage(`question:${id}`);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isKept, setKept] = useState(false);
  const { text, photos, key } = message;

  const send = useAction(async () => {
    const length = lengthOf(text);
    if (length === 0) return setWrong(words.ask.empty);
    if (length > MOST_CHARACTERS) return;
    const body = { text: text.trim(), ...(photos.length > 0 && { photos: photos.map(({ name }) => name) }) };
    const question = await writeOn(id, body, key, earliest(photos));
    clear();
    setKept(!question);
    if (question) queries.setQueryData(['mine', 'question', id], question);
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void send.run();
  }

  return (
    <form id={REPLY} className="stack" onSubmit={submit}>
      {isKept && (
        <Notice tone="success" live>
          {words.common.kept}
        </Notice>
      )}
      <Counted
        label={label}
        error={wrong}
        value={text}
        onChange={(value) => {
          setWrong(null);
          change({ text: value });
        }}
      />
      <Photos photos={photos} onChange={(value) => change({ photos: value })} />
      {send.error !== null && <ErrorBox error={send.error} reason={words.question.why} onRetry={() => void send.run()} />}
      <Button type="submit" look="strong" icon="chat" busy={send.busy}>
        {words.common.send}
      </Button>
    </form>
  );
}
