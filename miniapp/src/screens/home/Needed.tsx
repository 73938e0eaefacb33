import { useOverview } from '../../api/queries/overview';
import { ButtonLink, Card, langOf, List, RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

/** News and what many need stay near; the rest is one tap away. */
const SHOWN = 2;

/** What waits for the citizen. Only for people who logged in before; a failure here must not disturb anybody. */
export function Needed() {
  const words = useWords().home;
  const { data } = useOverview();
  const needed = data?.dossiers_to_act_on ?? [];
  const asked = data?.open_questions.filter((question) => question.status === 'asked_back') ?? [];
  const reports = data?.waiting_reports ?? [];
  const rows = [
    ...needed.map(({ code, procedure, status }) => ({
      to: paths.dossier(code), title: procedure.name, icon: 'folder' as const, text: words.toDo[status.code] ?? status.next_step,
    })),
    ...asked.map(({ id, beginning }) => ({ to: paths.question(id), title: beginning, icon: 'chat' as const, text: words.askedBack })),
    ...reports.map(({ number, kind }) => ({ to: paths.report(number), title: kind.name, icon: 'speaker' as const, text: words.supply })),
  ];
  if (rows.length === 0) return null;
  return (
    <Card title={words.needed} look="urgent">
      <List>
        {rows.slice(0, SHOWN).map(({ to, title, icon, text }) => (
          <RowLink key={to} to={to} title={title} lang={langOf(title)} icon={icon}>
            <span lang={langOf(text)}>{text}</span>
          </RowLink>
        ))}
      </List>
      {rows.length > SHOWN && (
        <ButtonLink to={paths.me} look="quiet">
          {words.neededMore(rows.length - SHOWN)}
        </ButtonLink>
      )}
    </Card>
  );
}
