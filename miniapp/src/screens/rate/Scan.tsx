import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { Button, ButtonLink, Card, Field, Notice } from '../../kit';
import { useWords } from '../../words';
import { zalo } from '../../zalo';
import { screenOf } from './scanned';

/** Scans the code at a counter; if that is refused or impossible there are two other ways. */
export function Scan() {
  const words = useWords().rate;
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<string | null>(null);
  const [problem, setProblem] = useState<'refused' | 'strange' | null>(null);
  const [text, setText] = useState('');

  const byHand = useRef<HTMLFormElement>(null);
  // A browser never scans: the other way is shown at once.
  useEffect(() => {
    if (problem && !busy) byHand.current?.querySelector('input')?.focus();
  }, [problem, busy]);

  function take(scanned: string) {
    const screen = screenOf(scanned);
    setProblem(screen ? null : 'strange');
    if (screen?.startsWith('/rate')) navigate(screen, { replace: true });
    else setFound(screen);
  }

  async function scan() {
    setBusy(true);
    const scanned = await zalo.scan().catch(() => null);
    setBusy(false);
    if (scanned) take(scanned);
    else setProblem('refused');
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim()) take(text);
  }

  return (
    <Card title={words.scanTitle}>
      <p>{words.scanText}</p>
      <Button look="strong" icon="scan" busy={busy} onClick={() => void scan()}>
        {words.scanButton}
      </Button>
      {problem === 'refused' && <Notice live>{words.scanRefused}</Notice>}
      {problem === 'strange' && (
        <Notice tone="warning" live>
          {words.notOurs}
        </Notice>
      )}
      {found && (
        <Notice live>
          <p>{words.elsewhere}</p>
          <ButtonLink to={found}>{words.elsewhereButton}</ButtonLink>
        </Notice>
      )}
      {problem !== null && (
        <form className="stack" ref={byHand} onSubmit={submit}>
          <Field label={words.paste} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
          <Button type="submit">{words.pasteButton}</Button>
        </form>
      )}
    </Card>
  );
}
