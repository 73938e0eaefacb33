import { Link } from 'react-router-dom';

import { useHeadline } from '../../api/queries/announcements';
import { Icon } from '../../kit';
import { useObservable } from '../../observable';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { isGrave } from '../news/NewsRow';
import { ward } from '../../ward';

/** The one announcement that matters most now; a failure here must not disturb anybody. */
export function Headline() {
  const words = useWords().home.news;
  const here = useObservable(ward);
  const { data: card } = useHeadline(here?.id ?? '');
  if (!card) return null;
  return (
    <section className="headline" aria-label={words.title}>
      <Link to={paths.announcement(card.slug)} className={isGrave(card) ? 'grave' : undefined}>
        <Icon name={isGrave(card) ? 'warning' : 'bell'} />
        <span className="row-words">
          <span className="kicker">{words.kinds[card.kind] ?? card.kind_name}</span>
          <strong className="brief" lang="vi">
            {card.title}
          </strong>
        </span>
        <Icon name="next" />
      </Link>
      <Link to={paths.news} className="more">
        {words.all}
      </Link>
    </section>
  );
}
