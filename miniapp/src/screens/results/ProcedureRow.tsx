import type { ProcedureCard } from '../../api/types';
import { RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

/** The receiving levels: several procedures have the same name and differ in nothing else. */
export function useLevels({ levels, level_names: names }: Pick<ProcedureCard, 'levels' | 'level_names'>): string {
  const words = useWords().common.levels;
  return levels.map((level, place) => words[level] ?? names[place] ?? level).join(', ');
}

/** A procedure in a list, with its levels, its time and its fee. */
export function ProcedureRow({ card, brief = false }: { card: ProcedureCard; brief?: boolean }) {
  const words = useWords();
  const levels = useLevels(card);
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
