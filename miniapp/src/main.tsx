import './tokens.css';

import { createRoot } from 'react-dom/client';

import { watch } from './api/outbox';
import { App } from './app';
import { apply } from './settings';
import { loadWords } from './words';

apply();
const place = document.getElementById('app');
if (place) {
  loadWords().then(
    (words) => createRoot(place).render(<App words={words} />),
    // The words could not be loaded: nothing of the app can be shown, so this text is here in both languages.
    () => {
      place.textContent = 'Không có mạng. Ông/bà kiểm tra mạng rồi mở lại. — No connection. Please open it again.';
    },
  );
  watch();
}
