/** The first script, and the only one that Zalo starts: it paints the frame, and fetches the app. Keep it below 5 KB. */
import './tokens.css';

import { app } from './ahead'; // first: the order decides when it is asked for
import { askEarly } from './api/early';
import { firstRequests } from './screens/home/requests';
import { apply, settings } from './settings';
import { isHome, paintNoNetwork, paintShell } from './shell';
import { loadWords } from './words/loading';

const place = document.getElementById('app');
// Loaded a second time, under another address: the app has begun.
if (place && !place.dataset.begun) {
  place.dataset.begun = 'yes';
  apply();
  paintShell(place);
  if (isHome()) askEarly(firstRequests(settings.get().language));
  Promise.all([app, loadWords()]).then(
    ([{ start }, words]) => start(place, words),
    () => paintNoNetwork(place),
  );
}
