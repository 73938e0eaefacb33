import { useReplyToFollowUp } from '../../api/queries/ratings';
import type { Rating } from '../../api/types';
import { Button, ErrorBox, LongField } from '../../kit';
import { useDraft } from '../../drafts';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { MOST_WORDS } from '../rate/RatingForm';
import { Said } from '../Said';

type Found = NonNullable<Rating['follow_up']>;

/** The office's measures after a low rating. */
export function FollowUp({ rating, followUp }: { rating: string; followUp: Found }) {
  const words = useWords().rate;
  const own = useWords().service.followUps[followUp.status];
  return (
    <>
      <h3>{words.followUp}</h3>
      <p>
        <strong>
          <Said own={own?.name} service={followUp.status_name} />
        </strong>
      </p>
      {followUp.next_step && (
        <p>
          <Said own={own?.nextStep} service={followUp.next_step} />
        </p>
      )}
      {followUp.due_on && <p className="soft">{words.dueOn(day(followUp.due_on))}</p>}
      {followUp.messages.map((message) => (
        <div key={message.on + message.text}>
          <p className="small">
            {words.author[message.author] ?? message.author}, {day(message.on)}
          </p>
          <p className="quote" lang={message.author === 'citizen' ? '' : 'vi'}>
            {message.text}
          </p>
        </div>
      ))}
      {followUp.can_reply && <Reply rating={rating} />}
    </>
  );
}

function Reply({ rating }: { rating: string }) {
  const words = useWords().rate;
  const { draft, change, clear } = useDraft(`reply:${rating}`, { text: '' });
  const { text, key } = draft;
  const sending = useReplyToFollowUp();
  const isTooLong = text.length > MOST_WORDS;
  const send = () => sending.mutate({ id: rating, text: text.trim(), key }, { onSuccess: clear });
  return (
    <>
      <LongField
        label={words.reply}
        rows={4}
        value={text}
        error={isTooLong ? words.tooLong(text.length) : null}
        onChange={(event) => change({ text: event.target.value })}
      />
      {sending.error && <ErrorBox error={sending.error} onRetry={send} />}
      <Button look="strong" busy={sending.isPending} disabled={!text.trim() || isTooLong} onClick={send}>
        {words.replyButton}
      </Button>
    </>
  );
}
