import { useMyChallenges } from '../../api/queries/announcements';
import { ButtonLink, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Said } from './Said';

export default function NewsMine() {
  const words = useWords().news;
  const { data, error, refetch } = useMyChallenges(true);
  return (
    <Screen title={words.mine}>
      {error && !data && <ErrorBox error={error} reason={words.mineWhy} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.results.length === 0 && (
        <Card>
          <p>{words.mineNone}</p>
        </Card>
      )}
      {data?.results.map((one) => (
        <Card key={one.id} title={words.about}>
          <Said of={one} />
          <ButtonLink to={paths.announcement(one.announcement)}>{words.open}</ButtonLink>
        </Card>
      ))}
    </Screen>
  );
}
