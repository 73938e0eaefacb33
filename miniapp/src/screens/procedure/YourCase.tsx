import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';

import type { Situation } from '../../api/queries/procedures';
import type { Checklist, Condition } from '../../api/types';
import { Button, Fold, langOf, Tick, Told } from '../../kit';
import { useWords } from '../../words';

interface Props {
  checklist: Checklist;
  situation: Situation;
  onChange: (values: Situation) => void;
}

/** A question, what was answered, and the choices. */
interface Question {
  key: string;
  asks: string;
  answer?: string;
  choices: { value: string; words: string }[];
  choose: (value: string) => void;
}

/** The case that papers, fee and day depend on: one question at a time; what was answered is one line. */
export function YourCase({ checklist, situation, onChange }: Props) {
  const words = useWords().procedure;
  const questions = useQuestions({ checklist, situation, onChange });
  const [again, setAgain] = useState('');
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const current = questions.find(({ key }) => key === again) ?? questions.find(({ answer }) => answer === undefined);
  const wasAsked = useRef(current?.key);
  useEffect(() => {
    // The next question is read out; at first the screen's own name is.
    if (current?.key !== wasAsked.current) place.current?.focus({ preventScroll: true });
    wasAsked.current = current?.key;
  }, [current?.key]);
  const alone = checklist.conditions.filter((one) => !one.group);
  if (questions.length + alone.length === 0) return null;
  const answered = questions.filter((one) => one !== current && one.answer !== undefined);
  const count = questions.findIndex((one) => one === current) + 1;
  const ask = (key: string) => {
    setAgain(key);
    setOpen(false);
  };
  return (
    <section className="card case" aria-label={words.yourCase}>
      <div className="stack" ref={place} tabIndex={-1}>
        {answered.length > 0 && !isOpen && (
          <Answered text={answered.map(({ answer }) => answer).join(' · ')} onChange={() => (answered[1] ? setOpen(true) : ask(answered[0]?.key ?? ''))} />
        )}
        {isOpen && answered.map(({ key, asks, answer }) => <Answered key={key} asks={asks} text={answer ?? ''} onChange={() => ask(key)} />)}
        {current && !isOpen && (
          <Asked key={current.key} question={current} step={questions.length > 1 ? words.step(count, questions.length) : ''} onDone={() => setAgain('')} />
        )}
      </div>
      {alone.length > 0 && !current && <Alone conditions={alone} all={checklist.conditions} onChange={onChange} />}
    </section>
  );
}

function Answered({ asks, text, onChange }: { asks?: string; text: string; onChange: () => void }) {
  const words = useWords().procedure;
  return (
    <button type="button" className="answered" onClick={onChange}>
      <span className="row-words">
        {asks && (
          <span className="small" lang={langOf(asks)}>
            {asks}
          </span>
        )}
        <strong lang={langOf(text)}>{text}</strong>
      </span>
      <span className="change">{words.change}</span>
    </button>
  );
}

interface AskedProps {
  question: Question;
  step: string;
  onDone: () => void;
}

function Asked({ question: { key, asks, answer, choices, choose }, step, onDone }: AskedProps) {
  const done = (value: string) => {
    onDone();
    choose(value);
  };
  if (key === 'age') return <Age asks={asks} answer={answer} step={step} onDone={done} />;
  // Buttons, since a tap goes on: arrow keys among radio buttons would answer on their way.
  return (
    <fieldset className="choices">
      <legend>
        <Told>{asks}</Told> <span className="step">{step}</span>
      </legend>
      {choices.map(({ value, words }) => (
        <button key={value} type="button" className="choice" aria-pressed={words === answer} onClick={() => done(value)}>
          <Told>{words}</Told>
        </button>
      ))}
    </fieldset>
  );
}

/** In years: the law counts whole ones. */
function Age({ asks, answer, step, onDone }: { asks: string; answer?: string; step: string; onDone: (value: string) => void }) {
  const id = useId();
  const words = useWords().procedure;
  const [text, setText] = useState(answer?.replace(/\D/g, '') ?? '');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text) onDone(text);
  }
  return (
    <form className="field" onSubmit={submit}>
      <label htmlFor={id}>
        <Told>{asks}</Told> <span className="step">{step}</span>
      </label>
      <div className="search-line">
        <input
          id={id}
          type="text"
          name="age"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={text}
          onChange={(event) => setText(event.target.value.replace(/\D/g, '').slice(0, 3))}
        />
        <Button type="submit" look="strong">
          {words.go}
        </Button>
        <Button look="quiet" onClick={() => onDone('')}>
          {words.skip}
        </Button>
      </div>
    </form>
  );
}

const OLDEST = 130;

function useQuestions({ checklist, situation, onChange }: Props): Question[] {
  const words = useWords().procedure;
  const { cases, channels, conditions } = checklist;
  const ticked = conditions.filter((one) => one.ticked).map((one) => one.id);
  const found: Question[] = [];
  // Those of the age come first; answers that a phone kept from earlier know of no age.
  const ofAge = checklist.cases_of_age ?? [];
  const sorted = [...ofAge, ...cases.filter((name) => !ofAge.includes(name))];
  const asks = checklist.age_question;
  if (asks && situation.age !== undefined) {
    const answer = situation.age === null ? words.noAge : words.age(situation.age);
    found.push({ key: 'age', asks, answer, choices: [], choose: (text) => onChange({ age: yearsOf(text), case: undefined }) });
  } else if (asks && situation.case === undefined) {
    found.push({ key: 'age', asks, choices: [], choose: (text) => onChange({ age: yearsOf(text) }) });
  }
  if (cases.length > 1) {
    found.push({
      key: 'case',
      asks: words.case,
      answer: checklist.case || undefined,
      choices: sorted.map((name) => ({ value: name, words: name })),
      choose: (name) => onChange({ case: name, condition: [] }),
    });
  }
  if (channels.length > 1) {
    found.push({
      key: 'channel',
      asks: words.channel,
      answer: situation.channel && checklist.channel_name,
      choices: channels.map(({ code, name }) => ({ value: code, words: name })),
      choose: (code) => onChange({ channel: code as Situation['channel'], condition: [] }),
    });
  }
  for (const group of new Set(conditions.map((one) => one.group).filter(Boolean))) {
    const own = conditions.filter((one) => one.group === group);
    found.push({
      key: `group ${group}`,
      asks: group,
      answer: own.find((one) => one.ticked)?.text,
      choices: own.map((one) => ({ value: one.id, words: one.text })),
      choose: (id) => onChange({ condition: [...ticked.filter((other) => !own.some((one) => one.id === other)), id] }),
    });
  }
  return found;
}

const yearsOf = (text: string) => (text ? Math.min(Number(text), OLDEST) : null);

/** Special conditions: they are seldom true, and stay folded. */
function Alone({ conditions, all, onChange }: { conditions: Condition[]; all: Condition[]; onChange: Props['onChange'] }) {
  const words = useWords().procedure;
  const ticked = all.filter((one) => one.ticked).map((one) => one.id);
  const tick = (id: string, isTicked: boolean) =>
    onChange({ condition: isTicked ? [...ticked, id] : ticked.filter((other) => other !== id) });
  return (
    <Fold title={<span className="soft">{words.alsoCount(conditions.length)}</span>}>
      <fieldset className="choices">
        <legend>{words.alsoIf}</legend>
        {conditions.map((one) => (
          <Tick key={one.id} checked={one.ticked} onChange={(isTicked) => tick(one.id, isTicked)}>
            <Told>{one.text}</Told>
            {one.needs && (
              <span className="small" lang={langOf(one.needs)}>
                {' '}
                {one.needs}
              </span>
            )}
          </Tick>
        ))}
      </fieldset>
    </Fold>
  );
}
