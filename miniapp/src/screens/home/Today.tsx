import { isToday, keptToday } from '../../api/ownNumbers';
import { useOverview } from '../../api/queries/overview';
import { Card, List, RowLink, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { hour } from '../../words/dates';

/** The citizen's numbers of today, before everything else; until the service answered, as the phone kept them. */
export function Today() {
  const words = useWords().home;
  const { data } = useOverview();
  const numbers = data?.queue_numbers?.filter(isToday) ?? keptToday();
  if (numbers.length === 0) return null;
  return (
    <Card title={words.today} look="urgent">
      <List>
        {numbers.map(({ id, label, begins_at, office_name }) => (
          <RowLink key={id} to={paths.visit(id)} title={[label, begins_at && hour(begins_at)].filter(Boolean).join(' · ')} icon="calendar">
            <Vi>{office_name}</Vi>
          </RowLink>
        ))}
      </List>
    </Card>
  );
}
