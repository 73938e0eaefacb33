import { useParams } from 'react-router-dom';

import { useQuestion } from '../../api/queries/questions';
import type { QuestionDetail } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Named, Notice, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Said } from '../Said';
import { moment } from '../../words/dates';
import { Conversation } from './Conversation';
import { Reply } from './Reply';
import { Solve } from './Solve';

const MINUTE = 60_000;

export default function Question() {
  const words = useWords().question;
  const id = Number(useParams().id);
  return <Screen title={words.title}>{Number.isSafeInteger(id) && id > 0 ? <Found id={id} /> : <Nothing />}</Screen>;
}

function Nothing() {
  const words = useWords();
  return (
    <Card title={words.common.errors.missing.title}>
      <ButtonLink to={paths.questions}>{words.question.all}</ButtonLink>
    </Card>
  );
}

function Found({ id }: { id: number }) {
  const words = useWords().question;
  const { data, error, dataUpdatedAt, refetch } = useQuestion(id);
  const again = () => void refetch();
  // A photo that fails right after its address came will fail again.
  const renew = () => void (Date.now() - dataUpdatedAt > MINUTE && refetch());
  if (error?.status === 404) return <Nothing />;
  if (!data) return error ? <ErrorBox error={error} reason={words.why} onRetry={again} /> : <Skeleton rows={4} />;
  return (
    <>
      {error && <ErrorBox error={error} onRetry={again} />}
      <Standing question={data} />
      <Conversation messages={data.messages} office={data.office.name} onExpired={renew} />
      {data.can_solve && <Solve id={id} canWrite={data.can_write} />}
      {data.can_write && <Reply question={data} />}
      <About question={data} />
    </>
  );
}

/** Its status, and the citizen's next action. */
function Standing({ question: { status, status_name, next_step, due_at, merged_into } }: { question: QuestionDetail }) {
  const words = useWords();
  const waitsForCitizen = status === 'asked_back' || status === 'answered';
  return (
    <Notice tone={status === 'solved' ? 'success' : waitsForCitizen ? 'warning' : 'info'} live>
      <h2>
        <Said own={words.questions.statuses[status]} service={status_name} />
      </h2>
      <p>
        <Said own={words.question.nextSteps[status]} service={next_step} />
      </p>
      {due_at && <p>{words.question.dueAt(moment(due_at))}</p>}
      {merged_into !== null && <ButtonLink to={paths.question(merged_into)}>{words.question.merged}</ButtonLink>}
    </Notice>
  );
}

function About({ question: { office, procedure, dossier, can_write, can_write_until } }: { question: QuestionDetail }) {
  const all = useWords();
  const words = all.question;
  return (
    <Card title={words.about}>
      <p>
        <Named say={words.office} name={office.name} />
      </p>
      {procedure && (
        <p>
          <Named say={words.procedure} name={procedure.short_name} />
        </p>
      )}
      {!can_write && <p>{words.over}</p>}
      {can_write && can_write_until && <p>{words.writeUntil(moment(can_write_until))}</p>}
      <div className="buttons">
        <ButtonLink to={paths.office(office.id)} icon="building">
          {words.officePage}
        </ButtonLink>
        {dossier && (
          <ButtonLink to={paths.dossier(dossier)} icon="paper">
            {words.dossier}
          </ButtonLink>
        )}
        <ButtonLink to={paths.ask} icon="chat">
          {all.questions.ask}
        </ButtonLink>
      </div>
    </Card>
  );
}
