import { useState } from 'react';

import { useObservable } from '../observable';
import type { Language } from '../settings';
import { settings } from '../settings';
import { speak } from '../words';
import { useAction } from './action';

/** The language, how to change it, and whether its words could not be loaded. */
export function useLanguage() {
  const { language } = useObservable(settings);
  const [isMissing, setMissing] = useState(false);
  const { run: choose, busy } = useAction(async (wanted: Language) => setMissing(!(await speak(wanted))));
  return { language, choose, busy, isMissing };
}
