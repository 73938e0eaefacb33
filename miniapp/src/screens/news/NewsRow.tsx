import type { AnnouncementCard } from '../../api/types';
import { RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { isRead } from './read';

export const isGrave = ({ severity }: Pick<AnnouncementCard, 'severity'>) => severity === 'severe' || severity === 'extreme';

/** One announcement in a list. */
export function NewsRow({ card }: { card: AnnouncementCard }) {
  const words = useWords().home.news;
  return (
    <RowLink to={paths.announcement(card.slug)} title={card.title} lang="vi">
      <NewsTags card={card} />
      <span className="small">
        {day(card.published_at)}
        {card.corrected_at && ` · ${words.corrected}`}
        {!isRead(card) && ` · ${words.unread}`}
      </span>
    </RowLink>
  );
}

export function NewsTags({ card }: { card: AnnouncementCard }) {
  const words = useWords().home.news;
  return (
    <span className="tags">
      <span className="tag">{words.kinds[card.kind] ?? card.kind_name}</span>
      {isGrave(card) && <span className="tag danger">{words.grave}</span>}
      {card.pinned && <span className="tag warning">{words.pinned}</span>}
    </span>
  );
}
