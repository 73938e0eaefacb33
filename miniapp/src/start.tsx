/** Renders the app in the place of the frame. */
import { createRoot } from 'react-dom/client';

import { watch } from './api/outbox';
import { App } from './app';
import type { Words } from './words';

export function start(place: HTMLElement, words: Words): void {
  place.textContent = '';
  createRoot(place).render(<App words={words} />);
  watch();
}
