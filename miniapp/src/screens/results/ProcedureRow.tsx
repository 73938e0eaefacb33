import type { ProcedureCard } from '../../api/types';
import { Icon, langOf, RowLink } from '../../kit';
import type { IconName } from '../../kit/icons';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { iconOf } from '../fields';

/** The receiving levels: several procedures have the same name and differ in nothing else. */
export function useLevels({ levels, level_names: names }: Pick<ProcedureCard, 'levels' | 'level_names'>): string {
  const words = useWords().common.levels;
  return levels.map((level, place) => words[level] ?? names[place] ?? level).join(', ');
}

/** A procedure in a list, with its levels, its time and its fee. */
export function ProcedureRow({ card }: { card: ProcedureCard }) {
  const words = useWords().results;
  const levels = useLevels(card);
  return (
    <RowLink to={paths.procedure(card.id)} title={card.name} lang={langOf(card.name)} icon={iconOf(card.field)}>
      {card.time && <Fact icon="clock" name={words.time} value={card.time} />}
      {card.fee && <Fact icon="money" name={words.fee} value={card.fee} />}
      <span className="small">
        {levels}
        {card.channels.includes('online') && ` · ${words.online}`}
      </span>
    </RowLink>
  );
}

function Fact({ icon, name, value }: { icon: IconName; name: string; value: string }) {
  return (
    <span className="line">
      <Icon name={icon} />
      <span className="brief">
        <span className="unseen">{name}: </span>
        <span lang={langOf(value)}>{value}</span>
      </span>
    </span>
  );
}
