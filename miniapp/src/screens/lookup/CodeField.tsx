import { useRef, useState } from 'react';

import { Button, ButtonLink, Field, Notice } from '../../kit';
import { useWords } from '../../words';
import { zalo } from '../../zalo';
import { useAction } from '../action';
import { readCode, readScan } from './codes';

interface Props {
  value: string;
  error?: string;
  onChange: (code: string) => void;
}

type Told = { words: string; path?: string } | null;

/** A dossier's code: typed, scanned or pasted. If one way is impossible, another is shown. */
export function CodeField({ value, error, onChange }: Props) {
  const words = useWords().lookUp;
  const [told, setTold] = useState<Told>(null);
  const byHand = useRef<HTMLDivElement>(null);

  /** Typing is the other way: it is offered at once. */
  function refuse(said: string) {
    setTold({ words: said });
    byHand.current?.querySelector('input')?.focus();
  }

  const scan = useAction(async () => {
    const text = await zalo.scan();
    if (!text) return refuse(words.scanRefused);
    const read = readScan(text);
    if (!read) return refuse(words.scanOther);
    if ('path' in read) return setTold({ words: words.scanElsewhere, path: read.path });
    setTold(null);
    onChange(read.code);
  });

  const paste = useAction(async () => {
    const text = await navigator.clipboard?.readText().catch(() => '');
    if (!text) return refuse(words.pasteRefused);
    const code = readCode(text);
    if (!code) return refuse(words.pasteOther);
    setTold(null);
    onChange(code);
  });

  return (
    <>
      <div ref={byHand}>
        <Field
          label={words.code}
          hint={words.codeHint}
          error={error}
          value={value}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={500}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => onChange(readCode(value) ?? value)}
        />
      </div>
      <div className="buttons">
        <Button icon="scan" busy={scan.busy} onClick={() => void scan.run()}>
          {words.scan}
        </Button>
        <Button icon="paper" busy={paste.busy} onClick={() => void paste.run()}>
          {words.paste}
        </Button>
      </div>
      {told && (
        <Notice tone="warning" live>
          <p>{told.words}</p>
          {told.path && <ButtonLink to={told.path}>{words.openIt}</ButtonLink>}
        </Notice>
      )}
    </>
  );
}
