import type { FormEvent } from 'react';
import { useState } from 'react';

import { answer, open } from '../../api/client';
import { inLanguage } from '../../api/queries/language';
import type { ScamCheck } from '../../api/types';
import { Button, ButtonLink, ErrorBox, List, LongField, Notice, RowLink, Screen } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useAction } from '../action';

/** Is it a scam? What is pasted is neither stored nor put into an address. */
export default function Scam() {
  const words = useWords();
  const [text, setText] = useState('');
  const [found, setFound] = useState<ScamCheck | null>(null);
  const check = useAction(async () => {
    setFound(null);
    if (text.trim()) {
      setFound(await answer(open.POST('/api/v1/scam-checks/', { params: { query: inLanguage() }, body: { text: text.trim() } })));
    }
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void check.run();
  }

  return (
    <Screen title={words.home.scam}>
      <form className="card" onSubmit={submit}>
        <LongField label={words.scam.label} hint={words.scam.hint} value={text} maxLength={4000} onChange={(event) => setText(event.currentTarget.value)} />
        {check.error !== null && <ErrorBox error={check.error} onRetry={() => void check.run()} />}
        <Button type="submit" look="strong" icon="search" busy={check.busy}>
          {words.scam.button}
        </Button>
      </form>
      {found && <Found found={found} />}
    </Screen>
  );
}

function Found({ found }: { found: ScamCheck }) {
  const words = useWords();
  return (
    <>
      <Notice tone={found.is_known ? 'danger' : 'warning'} live>
        <p>
          <strong>{found.verdict}</strong>
        </p>
        {found.signs.map(({ title, text }) => (
          <p key={title}>
            {text}
          </p>
        ))}
        <p>{found.advice}</p>
      </Notice>
      <List>
        {found.warnings.map(
          ({ origin, id, title }) => origin === 'announcement' && <RowLink key={id} to={paths.announcement(id)} title={title} lang="vi" />,
        )}
      </List>
      <ButtonLink to={paths.reporting('scam')}>{words.home.report}</ButtonLink>
    </>
  );
}
