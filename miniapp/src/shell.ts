/**
 * The frame that the first script paints while the app is on its way: the title, emergency calls, and the place of what
 * comes. It is plain DOM: the library that renders the app is not here yet.
 */
import { BASE } from './base';
import emblem from './emblem.svg';
import { settings } from './settings';
import { read } from './storage';
import { shellWords } from './words/shell';

function element(name: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** Whether the first screen comes, and not that of a deep link. */
export const isHome = () => location.pathname.replace(/\/$/, '') === BASE && !location.search;

export function paintShell(place: HTMLElement): void {
  const words = shellWords(settings.get().language);
  const calls: [string, string][] = [
    ['113', words.police],
    ['114', words.fire],
    ['115', words.ambulance],
  ];
  const emergencies = element(
    'nav',
    { class: 'emergencies', 'aria-label': words.emergencies },
    ...calls.map(([number, word]) =>
      element('a', { class: 'button urgent', href: `tel:${number}` }, element('strong', {}, number), element('span', {}, word)),
    ),
  );
  const name = read<{ name: string }>('province')?.name ?? import.meta.env.APP_TITLE;
  const title = isHome() ? [element('img', { class: 'emblem', src: emblem, alt: '' }), element('h1', { lang: 'vi' }, name)] : [element('h1')];
  const first = [element('div', { class: 'hero coming' }), element('div', { class: 'tiles coming' }), emergencies];
  place.append(
    element('header', { class: 'top' }, ...title),
    element('main', { id: 'main' }, ...(isHome() ? first : []), element('div', { class: 'skeleton' }, element('span'), element('span'))),
  );
}

/** The app cannot be downloaded: who must call for help still can, and the app goes on once there is a network. */
export function paintNoNetwork(place: HTMLElement): void {
  const text = element('p', { role: 'alert', class: 'card' }, shellWords(settings.get().language).noNetwork);
  place.querySelector('.skeleton')?.replaceWith(text);
  addEventListener('online', () => location.reload());
}
