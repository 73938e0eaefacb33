import { useHeadlines } from '../../api/queries/announcements';
import { ButtonLink, Card, List } from '../../kit';
import { useObservable } from '../../observable';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { NewsRow } from '../news/NewsRow';
import { ward } from '../../ward';

/** Current warnings of the police; a failure here must not disturb anybody. */
export function Headlines() {
  const words = useWords().home.news;
  const here = useObservable(ward);
  const { data } = useHeadlines(here?.id ?? '');
  if (!data?.length) return null;
  return (
    <Card title={words.title}>
      <List>
        {data.map((card) => (
          <NewsRow key={card.slug} card={card} />
        ))}
      </List>
      <ButtonLink to={paths.news} look="quiet">
        {words.all}
      </ButtonLink>
    </Card>
  );
}
