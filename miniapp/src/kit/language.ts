import { useState } from 'react';

import { useObservable } from '../observable';
import { useAction } from '../screens/action';
import type { Language } from '../settings';
import { settings } from '../settings';
import { speak } from '../words';

/** The language, the one way to change it, and which one's words could not be loaded. */
export function useLanguage() {
  const { language } = useObservable(settings);
  const [missing, setMissing] = useState<Language | null>(null);
  const { run: choose, busy } = useAction(async (wanted: Language, onDone?: () => void) => {
    const isThere = await speak(wanted);
    setMissing(isThere ? null : wanted);
    if (isThere) onDone?.();
  });
  return { language, choose, busy, missing };
}
