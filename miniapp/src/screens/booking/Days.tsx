import { useWindows } from '../../api/queries/visits';
import type { Queue, WindowDay } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Fold, List, Notice, RowLink, Skeleton, Told, Vi } from '../../kit';
import type { ToBook } from '../../paths';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { weekday } from '../../words/dates';

interface Props {
  queue: Queue;
  known: ToBook;
  groups: { name: string; basis: string }[];
}

/** The days with windows, each one tap; why the others have none, folded. */
export function Days({ queue, known, groups }: Props) {
  const words = useWords().visits;
  const { data, error, refetch } = useWindows(queue.id);
  if (!data) return error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <Skeleton rows={5} />;
  const open = data.days.filter(({ windows }) => windows.length > 0);
  const others = data.days.filter(({ windows }) => windows.length === 0);
  const to = (day: WindowDay) => paths.booking({ ...known, office: queue.office, queue: String(queue.id), day: day.date });
  return (
    <>
      {open.length === 0 && (
        <Notice tone="warning" live>
          <p>{words.booking.noDays}</p>
          <p>{words.note}</p>
        </Notice>
      )}
      <Card title={open.length > 0 ? words.booking.day : undefined}>
        <List>
          {open.map((day) => (
            <RowLink key={day.date} to={to(day)} title={weekday(day.date)} icon="calendar">
              <Left day={day} />
            </RowLink>
          ))}
        </List>
        {others.length > 0 && (
          <Fold title={words.booking.otherDays(others.length)} open={open.length === 0}>
            <Others days={others} />
          </Fold>
        )}
      </Card>
      <Card>
        <p>{words.note}</p>
        <ButtonLink to={paths.onTheSpot(String(queue.id))} icon="scan">
          {words.spotHere}
        </ButtonLink>
        {groups.length > 0 && (
          <Fold title={words.booking.groups}>
            {groups.map(({ name, basis }) => (
              <p key={name}>
                <Vi>
                  <strong>{name}</strong> – {basis}
                </Vi>
              </p>
            ))}
          </Fold>
        )}
      </Card>
    </>
  );
}

/** Why other days have no hours: said once if it is the same for all. */
function Others({ days }: { days: WindowDay[] }) {
  const [first, ...more] = new Set(days.map(({ why }) => why));
  if (days.length > 1 && first && more.length === 0) return <p><Told>{first}</Told></p>;
  return (
    <List>
      {days.map(({ date, why }) => (
        <li key={date} className="padded">
          <strong>{weekday(date)}</strong> <Told>{why}</Told>
        </li>
      ))}
    </List>
  );
}

/** What is left of a day where that is little: the best of its windows. */
function Left({ day: { windows } }: { day: WindowDay }) {
  const words = useWords().visits.booking.left;
  if (windows.some(({ left }) => left === 'yes')) return null;
  const best = windows.some(({ left }) => left === 'few') ? 'few' : 'no';
  return (
    <span className="tags">
      <span className="tag warning">{words[best]}</span>
    </span>
  );
}
