import { Link } from 'react-router-dom';

import { Icon } from '../../kit';
import type { IconName } from '../../kit/icons';
import { paths } from '../../paths';
import { useObservable } from '../../observable';
import { settings } from '../../settings';
import { useWords } from '../../words';

type Tile = [icon: IconName, word: keyof ReturnType<typeof useWords>['home']['tiles'], to: string, hue: 1 | 2 | 3 | 4];

const TILES: Tile[] = [
  ['list', 'procedures', paths.all, 1],
  ['folder', 'dossiers', paths.dossiers, 2],
  ['question', 'ask', paths.ask, 3],
  ['speaker', 'report', paths.reportKinds, 4],
  ['shield', 'scam', paths.scam, 4],
  ['calendar', 'visits', paths.visits, 2],
  ['bell', 'news', paths.news, 3],
];
const FINES: Tile = ['camera', 'fines', paths.fines, 1];
/** Whoever reads another language is likely to need this more. */
const ABROAD: Tile = ['world', 'abroad', paths.foreigners, 1];

/** The services, each one tap away. */
export function Tiles() {
  const words = useWords().home;
  const { language } = useObservable(settings);
  return (
    <nav aria-label={words.services}>
      <ul className="tiles">
        {[...TILES, language === 'vi' ? FINES : ABROAD].map(([icon, word, to, hue]) => (
          <li key={word}>
            <Link to={to} className={`tile hue-${hue}`}>
              <Icon name={icon} />
              <span>{words.tiles[word]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
