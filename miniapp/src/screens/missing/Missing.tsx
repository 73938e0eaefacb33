import { ButtonLink, Card, Screen } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

export default function Missing() {
  const words = useWords().common;
  return (
    <Screen title={words.errors.missing.title}>
      <Card>
        <p>{words.errors.missing.text}</p>
        <ButtonLink to={paths.home} look="strong" icon="home">
          {words.home}
        </ButtonLink>
      </Card>
    </Screen>
  );
}
