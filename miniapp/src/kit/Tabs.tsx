import { NavLink } from 'react-router-dom';

import { tabs } from '../screens/registry';
import { useWords } from '../words';
import { Icon } from './icons';

/** The bar at the bottom. */
export function Tabs() {
  const words = useWords();
  if (tabs.length < 2) return null;
  return (
    <nav className="tabs" aria-label={words.common.mainMenu}>
      {tabs.map(({ path, icon, word }) => (
        <NavLink key={path} to={path} end={path === '/'}>
          <Icon name={icon} />
          <span>{word(words)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
