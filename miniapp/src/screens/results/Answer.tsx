import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { rateAnswer, useAnswer } from '../../api/queries/answers';
import type { AnswerCard } from '../../api/types';
import { Button, ButtonLink, Fold, List, RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

/** The results stay near: a long list of papers is folded. */
const SHOWN = 4;

/** The answer to a question about one part of a procedure, above the results. Nothing where nothing was asked. */
export default function Answer({ search }: { search: string }) {
  const { data: card } = useAnswer(search);
  const isEmpty = !card || (card.kind === 'none' && !card.note && card.sentences.length === 0);
  return <div aria-live="polite">{!isEmpty && <Shown key={search} card={card} />}</div>;
}

function Shown({ card }: { card: AnswerCard }) {
  const words = useWords().results.answer;
  const [first, ...others] = card.sentences;
  const about = [card.name, card.part_name, card.case].filter(Boolean).join(' · ');
  return (
    <section className="card" lang="vi" aria-label={words.title}>
      {first && <Sentence sentence={first} strong />}
      <Sentences sentences={others.slice(0, SHOWN)} />
      {others.length > SHOWN && (
        <Fold title={words.more(others.length - SHOWN)}>
          <Sentences sentences={others.slice(SHOWN)} />
        </Fold>
      )}
      {card.kind === 'ask' && <Choices card={card} />}
      {card.note && <p>{card.note}</p>}
      {about && <p className="small">{about}</p>}
      {first && <Source card={card} />}
      <Next card={card} />
    </section>
  );
}

function Sentences({ sentences }: { sentences: AnswerCard['sentences'] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="bullets">
      {sentences.map((one) => (
        <li key={`${one.text}${one.condition}`}>
          <Sentence sentence={one} />
        </li>
      ))}
    </ul>
  );
}

function Sentence({ sentence, strong = false }: { sentence: AnswerCard['sentences'][number]; strong?: boolean }) {
  return (
    <>
      {strong ? <strong>{sentence.text}</strong> : sentence.text}
      {sentence.condition && <span className="soft"> ({sentence.condition})</span>}
      {strong && sentence.doubt && <p className="small">{sentence.doubt}</p>}
    </>
  );
}

function Source({ card: { sentences } }: { card: AnswerCard }) {
  const words = useWords().results.answer;
  const source = sentences[0]?.source;
  const day = sentences[0]?.as_of?.split('-').reverse().join('/');
  if (!source && !day) return null;
  return <p className="small">{[source, day && words.asOf(day)].filter(Boolean).join(' · ')}</p>;
}

function Choices({ card }: { card: AnswerCard }) {
  const words = useWords().results.answer;
  return (
    <>
      <p>
        <strong>{card.procedure ? words.which : words.where}</strong>
      </p>
      <List>
        {card.choices.map(({ label, q }) => (
          <RowLink key={q} to={paths.results(q)} title={label} />
        ))}
      </List>
    </>
  );
}

function Next({ card }: { card: AnswerCard }) {
  const words = useWords().results;
  const navigate = useNavigate();
  const { procedure, text } = card.next.question;
  const ask = () => navigate(procedure ? paths.askAbout(procedure) : paths.ask, { state: { text } });
  return (
    <>
      {card.kind === 'answer' && card.procedure && <ButtonLink to={paths.procedure(card.procedure)}>{words.answer.open}</ButtonLink>}
      {card.kind === 'none' && (
        <Button icon="chat" onClick={ask}>
          {words.ask}
        </Button>
      )}
      {card.kind === 'answer' && <Thumbs card={card} />}
    </>
  );
}

function Thumbs({ card: { procedure, part } }: { card: AnswerCard }) {
  const words = useWords().results.answer;
  const [isRated, setRated] = useState(false);
  if (!procedure || !part) return null;
  if (isRated) return <p role="status">{words.thanks}</p>;
  const rate = (helpful: boolean) => {
    setRated(true);
    void rateAnswer({ procedure, part, helpful });
  };
  return (
    <p>
      <Button look="quiet" onClick={() => rate(true)}>
        {words.helpful}
      </Button>
      <Button look="quiet" onClick={() => rate(false)}>
        {words.unhelpful}
      </Button>
    </p>
  );
}
