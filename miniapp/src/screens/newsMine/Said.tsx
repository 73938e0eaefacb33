import type { Challenge } from '../../api/types';
import { Notice } from '../../kit';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { Danger } from '../Danger';

/** A citizen's challenge of an announcement, and the answer. */
export function Said({ of }: { of: Challenge }) {
  const words = useWords().news;
  return (
    <div className="stack">
      <Danger found={of.danger} />
      <h3>{words.said(day(of.sent_at))}</h3>
      <p className="quote" lang="vi">
        {of.text}
      </p>
      {of.answered_at ? (
        <Notice tone="success">
          <p>
            <strong>{of.outcome ? words.outcomes[of.outcome] : ''}</strong>
          </p>
          <p lang="vi">{of.answer}</p>
        </Notice>
      ) : (
        <p>{words.waiting(day(of.due_at))}</p>
      )}
    </div>
  );
}
