import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

import type { QuestionSuggestions } from '../../api/types';
import { Button, CallLink, Card, Fold, List, Notice, RowLink, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Danger } from '../Danger';
import { useLevels } from '../results/ProcedureRow';

interface Props {
  found: QuestionSuggestions;
  busy: boolean;
  onSend: () => void;
  /** What prevents sending. */
  children: ReactNode;
}

export const hasAnything = ({ danger, hints, answers, procedures }: QuestionSuggestions) =>
  Boolean(danger) || hints.length + answers.length + procedures.length > 0;

function Procedure({ procedure }: { procedure: QuestionSuggestions['procedures'][number] }) {
  return (
    <RowLink to={paths.procedure(procedure.id)} title={procedure.short_name} lang="vi">
      <span className="soft">{useLevels(procedure)}</span>
    </RowLink>
  );
}

/** Possible answers to the question before it is sent: an emergency first, and always a way to continue. */
export function Suggested({ found: { danger, hints, answers, procedures }, busy, onSend, children }: Props) {
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
    place.current?.scrollIntoView?.();
  }, []);
  const urgent = hints.filter((hint) => hint.type === 'emergency');
  const others = hints.filter((hint) => hint.type !== 'emergency');
  return (
    <div className="stack" ref={place} tabIndex={-1} role="region" aria-label={words.ask.suggested}>
      <Danger found={danger} />
      {urgent.map((hint) => (
        <Notice key={hint.text} tone="danger" live>
          <p>
            <strong lang="vi">{hint.text}</strong>
          </p>
          <CallLink phone={hint.phone || '113'} look="urgent" label={words.common.call(hint.phone || '113')} />
        </Notice>
      ))}
      <Card title={words.ask.suggested}>
        <p>{words.ask.suggestedText}</p>
        {others.map((hint) => (
          <Notice key={hint.text}>
            <p lang="vi">{hint.text}</p>
            {hint.phone && <CallLink phone={hint.phone} label={words.common.call(hint.phone)} />}
          </Notice>
        ))}
        {answers.map((answer) => (
          <Fold key={answer.id} title={<Vi>{answer.question}</Vi>}>
            <p className="said" lang="vi">
              {answer.answer}
            </p>
          </Fold>
        ))}
        {procedures.length > 0 && (
          <>
            <h3>{words.ask.procedures}</h3>
            <List>
              {procedures.map((procedure) => (
                <Procedure key={procedure.id} procedure={procedure} />
              ))}
            </List>
          </>
        )}
        {children}
        <Button look="strong" busy={busy} onClick={onSend}>
          {words.ask.sendAnyway}
        </Button>
      </Card>
    </div>
  );
}
