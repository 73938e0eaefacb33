import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import { ApiError } from '../../api/problems';
import { ask, suggest } from '../../api/queries/questions';
import type { QuestionSuggestions } from '../../api/types';
import { Button, Choices, ErrorBox, Field } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { ForWhom, SAID_FIRST, useActedFor } from '../ActingFor';
import { useAction } from '../action';
import { earliest } from '../../drafts';
import { About, useSubject } from './About';
import { Counted } from './Counted';
import { lengthOf, MOST_CHARACTERS, useMessage } from './message';
import { Photos } from './Photos';
import { hasAnything, Suggested } from './Suggested';

/** A new question: it is written, answered from published texts if possible, and else sent. */
export function Form({ onKept }: { onKept: () => void }) {
  const words = useWords().ask;
  const navigate = useNavigate();
  const { subject, forget } = useSubject();
  const { draft: message, change, clear } = useMessage('question');
  const [wrong, setWrong] = useState<string | null>(null);
  const [found, setFound] = useState<QuestionSuggestions | null>(null);
  const { text, photos, place, office, key } = message;
  // Whom it concerns is part of the question.
  const first = SAID_FIRST[useActedFor()];
  const whole = `${first}\n${text}`.trim();

  function edit(values: Partial<typeof message>) {
    setWrong(null);
    if (values.text !== undefined) setFound(null);
    change(values);
  }

  // What was asked in vain on the screen before; a draft of one's own stays.
  const { state } = useLocation() as { state: { text?: string } | null };
  useEffect(() => {
    if (!text && state?.text) change({ text: state.text });
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- only when the screen opens

  const send = useAction(async () => {
    const body = {
      text: whole,
      ...(photos.length > 0 && { photos: photos.map(({ name }) => name) }),
      ...(subject && { [subject.kind]: subject.id }),
      ...(office && { office }),
      ...(!office && subject?.kind !== 'office' && place.trim() && { place: place.trim() }),
    };
    const question = await ask(body, key, earliest(photos));
    clear();
    if (question) navigate(paths.question(question.id), { replace: true });
    else onKept();
  });

  const start = useAction(async () => {
    if (lengthOf(text) === 0) return setWrong(words.empty);
    if (lengthOf(whole) > MOST_CHARACTERS) return;
    const suggestions = found ? null : await suggestionsFor(text);
    if (suggestions && hasAnything(suggestions)) setFound(suggestions);
    else await send.run();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void start.run();
  }

  const error = start.error ?? send.error;
  const trouble = error !== null && (
    <Trouble error={error} office={office} onOffice={(value) => edit({ office: value })} onAgain={() => void start.run()} />
  );
  const needsPlace = subject?.kind !== 'office' && subject?.kind !== 'dossier';
  return (
    <>
      <form className="card" onSubmit={submit}>
        <About subject={subject} onForget={forget} />
        <ForWhom />
        <Counted label={words.text} hint={words.textHint} error={wrong} value={text} before={first} onChange={(value) => edit({ text: value })} />
        {needsPlace && (
          <Field
            label={words.place}
            hint={words.placeHint}
            value={place}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => edit({ place: event.target.value, office: '' })}
          />
        )}
        <Photos photos={photos} onChange={(value) => edit({ photos: value })} />
        <p className="small">{words.draft}</p>
        {!found && trouble}
        {!found && (
          <Button type="submit" look="strong" busy={start.busy || send.busy}>
            {words.send}
          </Button>
        )}
      </form>
      {found && (
        <Suggested found={found} busy={send.busy} onSend={() => void send.run()}>
          {trouble}
        </Suggested>
      )}
    </>
  );
}

interface TroubleProps {
  error: unknown;
  office: string;
  onOffice: (office: string) => void;
  onAgain: () => void;
}

/** What prevents sending: nobody is logged in, several offices are possible, or the service refused. */
function Trouble({ error, office, onOffice, onAgain }: TroubleProps) {
  const words = useWords().ask;
  if (!(error instanceof ApiError) || error.code !== 'place_ambiguous') {
    return <ErrorBox error={error} reason={words.why} onRetry={onAgain} />;
  }
  const choices = error.errors.map((one) => ({ value: one.value ?? '', words: one.detail, lang: 'vi' }));
  return <Choices legend={words.whichOffice} name="office" value={office} choices={choices} onChange={onOffice} />;
}

/** A failure here must not prevent a question; only the log-in is needed for both. */
async function suggestionsFor(text: string): Promise<QuestionSuggestions | null> {
  try {
    return await suggest(text.trim());
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'login_needed') throw error;
    return null;
  }
}
