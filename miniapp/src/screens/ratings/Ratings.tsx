import { useMyRatings } from '../../api/queries/ratings';
import type { Rating } from '../../api/types';
import { ButtonLink, Card, ErrorBox, Screen, Skeleton, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { FollowUp } from './FollowUp';

export default function Ratings() {
  const words = useWords().rate;
  const { data, error, refetch } = useMyRatings();
  return (
    <Screen title={words.mine}>
      {error && !data && <ErrorBox error={error} reason={words.mineWhy} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.results.length === 0 && (
        <Card>
          <p>{words.mineNone}</p>
        </Card>
      )}
      {data?.results.map((rating) => <One key={rating.id} rating={rating} />)}
      {data && (
        <ButtonLink to={paths.scan} icon="scan">
          {words.scanTitle}
        </ButtonLink>
      )}
    </Screen>
  );
}

function One({ rating }: { rating: Rating }) {
  const words = useWords().rate;
  const { office, procedure, overall, words: written, rated_on: ratedOn, counts, follow_up: followUp } = rating;
  return (
    <Card title={office.name} lang="vi">
      <p>
        <strong>{words.levels[overall - 1]}</strong>{' '}
        <span className="star-row" aria-hidden="true">
          {'★'.repeat(overall)}
        </span>
      </p>
      <p className="soft">
        {words.ratedOn(day(ratedOn))}
        {procedure && <Vi>, {procedure.short_name}</Vi>}
      </p>
      {!counts && (
        <p className="tags">
          <span className="tag warning">{words.notCounted}</span>
        </p>
      )}
      {written && <p className="quote" lang="">{written}</p>}
      {followUp && <FollowUp rating={rating.id} followUp={followUp} />}
    </Card>
  );
}
