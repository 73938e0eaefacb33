import { useState } from 'react';

import { useRequests, useSendRequest } from '../../api/queries/me';
import type { PersonalRequest } from '../../api/types';
import { Button, Card, Choices, ErrorBox, Fold, LongField, Notice } from '../../kit';
import { useDraft } from '../../drafts';
import { read } from '../../storage';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { Said } from '../Said';

type Kind = PersonalRequest['kind'];
const KINDS: Kind[] = ['correction', 'access', 'objection', 'withdrawal', 'deletion'];
const DRAFT = 'request';

/** Requests to an officer for what a tap cannot do; the answer comes within the legal time. */
export function Requests() {
  const words = useWords().me.data;
  const { data, error, refetch } = useRequests();
  const [wasBegun] = useState(() => read(`draft:${DRAFT}`) !== null);
  const [dueOn, setDueOn] = useState('');
  return (
    <Card title={words.requests}>
      <p>{words.requestsText}</p>
      {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data?.results.map((request) => <One key={request.id} request={request} />)}
      <Fold title={words.send} open={wasBegun}>
        <New onSent={setDueOn} />
      </Fold>
      {dueOn && (
        <Notice tone="success" live>
          {words.sent(day(dueOn))}
        </Notice>
      )}
    </Card>
  );
}

function One({ request }: { request: PersonalRequest }) {
  const words = useWords().me.data;
  const { kind, kind_name: name, status, status_name, text, due_on: due, answer, closed_at: closed } = request;
  const own = useWords().service.requests[status];
  return (
    <div className="office">
      <p>
        <strong>{words.kinds[kind] ?? name}</strong>{' '}
        <span className="tag">
          <Said own={own} service={status_name} />
        </span>
      </p>
      {!closed && <p className="soft">{words.dueOn(day(due))}</p>}
      {text && <p className="quote">{text}</p>}
      {answer && <p>{answer}</p>}
    </div>
  );
}

function New({ onSent }: { onSent: (dueOn: string) => void }) {
  const words = useWords().me.data;
  const { draft, change, clear } = useDraft(DRAFT, { kind: 'correction' as Kind, text: '' });
  const { kind, text, key } = draft;
  const [isAsked, setAsked] = useState(false);
  const sending = useSendRequest();
  const needsText = kind === 'correction' || kind === 'objection';
  const isMissing = needsText && !text.trim();

  function send() {
    setAsked(true);
    if (isMissing) return;
    const done = (request: PersonalRequest) => {
      clear();
      setAsked(false);
      onSent(request.due_on);
    };
    sending.mutate({ kind, text: text.trim(), key }, { onSuccess: done });
  }

  return (
    <>
      <Choices
        legend={words.kind}
        name="kind"
        value={kind}
        choices={KINDS.map((one) => ({ value: one, words: words.kinds[one] ?? one }))}
        onChange={(one) => change({ kind: one as Kind })}
      />
      <LongField
        label={words.text}
        rows={4}
        value={text}
        error={isAsked && isMissing ? words.textNeeded : null}
        onChange={(event) => change({ text: event.target.value })}
      />
      {sending.error && <ErrorBox error={sending.error} onRetry={send} />}
      <Button busy={sending.isPending} onClick={send}>
        {words.send}
      </Button>
    </>
  );
}
