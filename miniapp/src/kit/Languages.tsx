import { useState } from 'react';

import type { Language } from '../settings';
import { LANGUAGES } from '../settings';
import { useWords } from '../words';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Icon } from './icons';
import { useLanguage } from './language';
import { Notice } from './Notice';

/** For whoever cannot read the present language, before the words of their own are there. */
const MISSING: Record<Language, string> = {
  vi: 'Chưa có mạng nên chưa dùng được tiếng Việt. Ông/bà thử lại sau.',
  en: 'No connection: English cannot be loaded now. Please try again later.',
  zh: '没有网络，现在无法加载中文。请稍后再试。',
  ko: '연결이 없어 지금은 한국어를 불러올 수 없습니다. 나중에 다시 해 보세요.',
};

/** On every screen, at the top right: the other languages are two taps away. */
export function Globe() {
  const words = useWords().common;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="globe" aria-label={words.language} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="world" />
      </button>
      {isOpen && (
        <Dialog title={words.language} onClose={() => setOpen(false)}>
          <Languages onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

/** A button for each language, in that language. */
export function Languages({ onDone }: { onDone?: () => void }) {
  const { language, choose, busy, missing } = useLanguage();
  return (
    <>
      <div className="languages">
        {(Object.keys(LANGUAGES) as Language[]).map((one) => (
          <Button
            key={one}
            lang={one}
            data-meant
            look={one === language ? 'strong' : 'plain'}
            aria-pressed={one === language}
            busy={busy}
            onClick={() => void choose(one, onDone)}
          >
            {LANGUAGES[one]}
          </Button>
        ))}
      </div>
      {missing && <LanguageStays wanted={missing} />}
    </>
  );
}

/** Shown in both languages: the reader may not understand this one. */
export function LanguageStays({ wanted }: { wanted: Language }) {
  const words = useWords().common;
  return (
    <Notice tone="warning" live>
      <p>{words.languageStays}</p>
      <p lang={wanted} data-meant>
        {MISSING[wanted]}
      </p>
    </Notice>
  );
}
