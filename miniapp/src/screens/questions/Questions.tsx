import { useMyQuestions } from '../../api/queries/questions';
import type { QuestionCard } from '../../api/types';
import { ButtonLink, Card, ErrorBox, List, More, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Said } from '../Said';
import { moment } from '../../words/dates';

export default function Questions() {
  const words = useWords();
  const pages = useMyQuestions();
  const { data, error, refetch } = pages;
  const found = data?.pages.flatMap((page) => page.results);
  return (
    <Screen title={words.questions.title}>
      <Card>
        <p>{words.questions.text}</p>
        <ButtonLink to={paths.ask} look="strong" icon="chat">
          {words.questions.ask}
        </ButtonLink>
      </Card>
      {error && !found && <ErrorBox error={error} reason={words.questions.why} onRetry={() => void refetch()} />}
      {!found && !error && <Skeleton rows={4} />}
      {found && (
        <Card title={found.length > 0 ? words.questions.mine : words.questions.none}>
          {found.length === 0 && <p>{words.questions.noneText}</p>}
          <List>
            {found.map((question) => (
              <Row key={question.id} question={question} />
            ))}
          </List>
          <More of={pages} />
        </Card>
      )}
    </Screen>
  );
}

/** A question with the office's last message: often that is all people want to see. */
function Row({ question: { id, beginning, status, status_name, office, last_answer, asked_at } }: { question: QuestionCard }) {
  const words = useWords().questions;
  const waitsForCitizen = status === 'asked_back' || status === 'answered';
  return (
    <RowLink to={paths.question(id)} title={beginning} lang="">
      <span className="tags">
        <span className={waitsForCitizen ? 'tag warning' : 'tag'}><Said own={words.statuses[status]} service={status_name} /></span>
      </span>
      {last_answer && (
        <span className="brief" lang="vi">
          {office.name}: {last_answer.text}
        </span>
      )}
      <span className="small">{words.askedAt(moment(asked_at))}</span>
    </RowLink>
  );
}
