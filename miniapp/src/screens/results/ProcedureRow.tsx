import type { ProcedureCard } from '../../api/types';
import { RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

/** A procedure in a list. Several have the same name and differ only in who receives them. */
export function ProcedureRow({ card, brief = false }: { card: ProcedureCard; brief?: boolean }) {
  const words = useWords();
  const levels = card.levels.map((level) => words.common.levels[level] ?? level).join(', ');
  return (
    <RowLink to={paths.procedure(card.id)} title={card.name}>
      <span className="soft">{levels}</span>
      {!brief && (
        <>
          {card.time && (
            <span>
              {words.results.time}: {card.time}
            </span>
          )}
          {card.fee && (
            <span>
              {words.results.fee}: {card.fee}
            </span>
          )}
        </>
      )}
      {!brief && card.channels.includes('online') && (
        <span className="tags">
          <span className="tag">{words.results.online}</span>
        </span>
      )}
    </RowLink>
  );
}
