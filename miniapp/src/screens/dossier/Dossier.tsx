import { useParams } from 'react-router-dom';

import type { ApiError } from '../../api/problems';
import { useDossier } from '../../api/queries/dossiers';
import { ButtonLink, Card, ErrorBox, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Detail } from './Detail';

export default function Dossier() {
  const words = useWords().dossier;
  const code = useParams().code ?? '';
  const { data, error, refetch } = useDossier(code);
  return (
    <Screen title={words.title}>
      {error && !data && <Refused code={code} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      {data && <Detail dossier={data} />}
    </Screen>
  );
}

/** Somebody else's dossier looks like a missing one. People with the slip can use the look-up. */
function Refused({ code, error, onRetry }: { code: string; error: ApiError; onRetry: () => void }) {
  const words = useWords().dossier;
  const mayLookUp = error.status === 404 || error.kind === 'login_needed';
  return (
    <>
      {error.status !== 404 && <ErrorBox error={error} reason={words.why} onRetry={onRetry} />}
      {mayLookUp && (
        <Card title={error.status === 404 ? words.notMine : words.withoutLogin}>
          <p>{words.notMineText}</p>
          <ButtonLink to={paths.lookUpCode(code)} icon="search" look={error.status === 404 ? 'strong' : 'plain'}>
            {words.lookUp}
          </ButtonLink>
        </Card>
      )}
    </>
  );
}
