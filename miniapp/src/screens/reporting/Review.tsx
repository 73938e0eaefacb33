import type { ReactNode } from 'react';

import type { ReportKind } from '../../api/types';
import { Button, Own } from '../../kit';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import type { Draft, Step } from './draft';
import { stepsOf } from './draft';

interface Props {
  kind: ReportKind;
  draft: Draft;
  onStep: (step: Step) => void;
  lacking: Set<Step>;
  /** Who receives it, once that is known. */
  children: ReactNode;
}

/** Everything that will be sent, in one place, each part with its way back. */
export function Review({ kind, draft, onStep, lacking, children }: Props) {
  const words = useWords().reporting;
  const { files, from, place, point, words: told, plates, identity } = draft;
  const at = from && moment(`${from.slice(0, 16)}:00+07:00`);
  const where = place.trim() ? <Own>{place}</Own> : point && words.pointKnown;
  const said: Partial<Record<Step, ReactNode>> = {
    files: files.length > 0 && words.fileCount(files.length),
    when: (at || where) && (
      <>
        {at} <span className="block">{where}</span>
      </>
    ),
    words: (told.trim() || plates.some((one) => one.trim())) && (
      <span className="brief" lang="">
        {[...plates.filter((one) => one.trim()), told].join(' · ')}
      </span>
    ),
    who: words.identities[identity].name,
  };
  return (
    <section className="stack" aria-label={words.review}>
      <h3>{words.review}</h3>
      <ul className="list">
        {stepsOf(kind)
          .filter((step) => step !== 'check')
          .map((step) => (
            <li key={step} className="reviewed">
              <div>
                <p className="small">{words.steps[step]}</p>
                <p>{said[step] || <span className="soft">{words.none}</span>}</p>
                {lacking.has(step) && <p className="wrong">{words.missing}</p>}
              </div>
              <Button look="quiet" icon="pen" aria-label={words.change(words.steps[step])} onClick={() => onStep(step)}>
                {''}
              </Button>
            </li>
          ))}
      </ul>
      {children}
    </section>
  );
}
