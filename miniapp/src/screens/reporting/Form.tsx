import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { hasAgreed, session } from '../../api/session';
import { drop } from '../../api/uploads';
import type { ReportKind, ReportKinds, ReportReceipt } from '../../api/types';
import { Button, Card, Notice } from '../../kit';
import { useObservable } from '../../observable';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Kept } from '../Kept';
import { Check } from './Check';
import type { Draft, Step } from './draft';
import { stepsOf, useReportDraft } from './draft';
import { Entrance } from './Entrance';
import { Files } from './Files';
import { Needs } from './Needs';
import { promptOf } from './prompts';
import { Receipt } from './Receipt';
import { Story } from './Story';
import { When } from './When';
import { Who } from './Who';

interface Props {
  kind: ReportKind;
  limits: ReportKinds['evidence'];
}

/** A receipt whose secret code was not written down yet. Only in memory: the phone never stores such a code. */
let held: ReportReceipt | null = null;

/** A report in a few steps, each with its own address, so that the phone's back button goes one step back. */
export function Form({ kind, limits }: Props) {
  const all = useWords();
  const words = all.reporting;
  const { draft, change, clear } = useReportDraft(kind.code);
  const [wasBegun] = useState(() => isBegun(draft));
  const [sent, setSent] = useState<{ receipt: ReportReceipt | null } | null>(held && { receipt: held });
  const [query, setQuery] = useSearchParams();
  useObservable(session);
  useEffect(() => {
    // What was searched for begins the report.
    const told = query.get('words');
    if (told && !wasBegun) change({ words: told, topic: query.get('topic') ?? '' });
    // Once, when the screen opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const steps = stepsOf(kind);
  const step = steps.find((one) => one === query.get('step')) ?? steps[0] ?? 'words';
  const go = (to: Step) => setQuery(to === steps[0] ? {} : { step: to });

  if (sent) return sent.receipt ? <Receipt receipt={sent.receipt} onNoted={() => (held = null)} /> : <Kept title={words.kept} to={paths.reports} link={words.mine} />;
  if (!hasAgreed() && draft.identity !== 'anonymous') {
    return <Entrance kind={kind} onUnknown={() => change({ identity: 'anonymous' })} />;
  }
  const done = (receipt: ReportReceipt | null) => {
    draft.files.forEach(({ key }) => drop(key));
    clear();
    if (receipt?.secret_code) held = receipt;
    setSent({ receipt });
  };
  const parts: Record<Step, ReactNode> = {
    // An anonymous report may use no file of a citizen, whoever is logged in.
    files: (
      <Files
        enclosed={draft}
        limits={limits}
        prompt={promptOf(kind, 'evidence')}
        isNeeded={kind.particulars.some(({ code, need }) => code === 'evidence' && need === 'required')}
        isStranger={draft.identity === 'anonymous' || undefined}
        onChange={change}
      />
    ),
    when: <When kind={kind} draft={draft} onChange={change} />,
    words: <Story kind={kind} draft={draft} onChange={change} />,
    who: <Who kind={kind} draft={draft} onChange={change} />,
    check: <Check kind={kind} draft={draft} onChange={change} onStep={go} onSent={done} />,
  };
  const place = steps.indexOf(step);
  const next = steps[place + 1];
  return (
    <Part key={step} title={words.steps[step]} place={place + 1} count={steps.length} isBegun={query.has('step')}>
      {place === 0 && wasBegun && <Notice>{words.goesOn}</Notice>}
      {place === 0 && <Needs kind={kind} />}
      {parts[step]}
      <p className="small">{all.ask.draft}</p>
      {next && (
        <Button look="strong" icon="next" onClick={() => go(next)}>
          {words.next(words.steps[next])}
        </Button>
      )}
    </Part>
  );
}

const isBegun = ({ words, files, place }: Draft) => Boolean(words || files.length || place);

interface PartProps {
  title: string;
  place: number;
  count: number;
  /** False on the screen's first step; on others the heading of the step gets the focus. */
  isBegun: boolean;
  children: ReactNode;
}

function Part({ title, place, count, isBegun, children }: PartProps) {
  const words = useWords().reporting;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isBegun) return;
    scrollTo(0, 0);
    top.current?.focus({ preventScroll: true });
    // When the step appears, not when it changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <div className="stack" ref={top} tabIndex={-1}>
      <Card title={title}>
        <p className="small">{words.place(place, count)}</p>
        {children}
      </Card>
    </div>
  );
}
