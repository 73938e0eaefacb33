import { useState } from 'react';

import { useObservable } from '../observable';
import { change, settings } from '../settings';
import { read, write } from '../storage';
import { useWords } from '../words';
import { Button } from './Button';
import { Notice } from './Notice';

const ASKED = 'letters-asked';
/** From here on a person is taken to want large letters everywhere. */
const LARGE = 1.2;
/** The size that browsers and iOS begin with, in px. */
const USUAL = { medium: 16, '-apple-system-body': 17 };
const MEASURED = 100;

/** How much larger than usual this phone writes: its own choice of fonts, or Android's zoom of texts. */
function ownLetters(): number {
  const probe = document.createElement('span');
  probe.textContent = 'A';
  document.body.append(probe);
  const named = Object.entries(USUAL).map(([name, usual]) => {
    probe.style.font = '';
    probe.style.fontSize = name === 'medium' ? name : '';
    if (name !== 'medium') probe.style.font = name;
    return probe.style.font || probe.style.fontSize ? parseFloat(getComputedStyle(probe).fontSize) / usual : 1;
  });
  Object.assign(probe.style, { font: '', fontSize: `${MEASURED}px`, lineHeight: '1', display: 'inline-block' });
  const zoomed = probe.offsetHeight / MEASURED;
  probe.remove();
  return Math.max(zoomed, ...named);
}

/** Offered once, to whose phone has large letters; said in such letters. */
export function Letters() {
  const words = useWords().common.letters;
  const { size } = useObservable(settings);
  const [isOffered, setOffered] = useState(() => size === 'normal' && !read(ASKED) && ownLetters() >= LARGE);
  if (!isOffered) return null;
  const answer = (wanted: typeof size) => {
    write(ASKED, true);
    setOffered(false);
    if (wanted !== size) change({ size: wanted });
  };
  return (
    <Notice>
      <p className="figure">{words.offer}</p>
      <div className="buttons">
        <Button look="strong" onClick={() => answer('largest')}>
          {words.yes}
        </Button>
        <Button onClick={() => answer('normal')}>{words.no}</Button>
      </div>
    </Notice>
  );
}
