import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';

import { sendChallenge, useMyChallenges } from '../../api/queries/announcements';
import type { Announcement } from '../../api/types';
import { useDraft } from '../../drafts';
import { Button, Card, ErrorBox, Fold, LongField, Notice } from '../../kit';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { useAction } from '../action';
import { lengthOf } from '../ask/message';
import { Said } from '../newsMine/Said';

const FEWEST = 10;
const MOST = 2000;

/** «Thông tin này sai?»: the citizen's challenge, and the answer. */
export function Challenge({ of }: { of: Announcement }) {
  const words = useWords().news;
  const { data } = useMyChallenges();
  const own = data?.results.filter(({ announcement }) => announcement === of.slug) ?? [];
  return (
    <Card>
      {own.map((one) => (
        <Said key={one.id} of={one} />
      ))}
      {own.every(({ answered_at: answered }) => answered) && (
        <Fold title={words.challenge}>
          <Form slug={of.slug} />
        </Fold>
      )}
    </Card>
  );
}

function Form({ slug }: { slug: string }) {
  const words = useWords().news;
  const queries = useQueryClient();
  const { draft, change, clear } = useDraft(`challenge:${slug}`, { text: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const send = useAction(async () => {
    const length = lengthOf(draft.text);
    if (length < FEWEST) return setWrong(words.challengeShort);
    if (length > MOST) return setWrong(words.challengeLong(length - MOST));
    const sent = await sendChallenge(slug, draft.text.trim(), draft.key);
    clear();
    setDue(sent.due_at);
    void queries.invalidateQueries({ queryKey: ['mine', 'challenges'] });
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void send.run();
  }

  function edit(text: string) {
    setWrong(null);
    change({ text });
  }

  if (due) return <Notice tone="success" live>{words.challengeSent(day(due))}</Notice>;
  return (
    <form className="stack" onSubmit={submit}>
      <p>{words.challengeText}</p>
      <LongField label={words.challengeLabel} hint={words.challengeHint} error={wrong} value={draft.text} onChange={(event) => edit(event.target.value)} />
      {send.error !== null && <ErrorBox error={send.error} reason={words.challengeWhy} onRetry={() => void send.run()} />}
      <Button type="submit" look="strong" busy={send.busy}>
        {words.challengeSend}
      </Button>
    </form>
  );
}
