import { ApiError } from '../../api/problems';
import { useMyDossiers } from '../../api/queries/dossiers';
import { session } from '../../api/session';
import type { DossierCard } from '../../api/types';
import { ButtonLink, Card, ErrorBox, List, More, Screen, Skeleton } from '../../kit';
import { useObservable } from '../../observable';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { DossierRow } from './DossierRow';
import { SharePhone } from './SharePhone';

export default function Dossiers() {
  const words = useWords();
  const pages = useMyDossiers();
  const { data, error, refetch } = pages;
  const phone = useObservable(session)?.citizen.phone ?? null;
  const found = data?.pages.flatMap((page) => page.results);
  // Without a log-in the look-up comes first: most people come with a slip in their hand.
  const isNobody = error instanceof ApiError && error.kind === 'login_needed';
  return (
    <Screen title={words.dossiers.title}>
      {isNobody && <LookUp strong />}
      {error && !found && <ErrorBox error={error} reason={words.dossiers.why} onRetry={() => void refetch()} />}
      {!found && !error && <Skeleton rows={4} />}
      {found && found.length > 0 && (
        <>
          <Found dossiers={found} />
          <More of={pages} />
        </>
      )}
      {found?.length === 0 && phone && (
        <Card title={words.dossiers.none}>
          <p>{words.dossiers.noneText(phone)}</p>
        </Card>
      )}
      {found && !phone && <SharePhone />}
      {!isNobody && <LookUp strong={found?.length === 0 && phone !== null} />}
    </Screen>
  );
}

function Found({ dossiers }: { dossiers: DossierCard[] }) {
  const words = useWords().dossiers;
  const waiting = dossiers.filter((dossier) => dossier.action_needed);
  const others = dossiers.filter((dossier) => !dossier.action_needed);
  return (
    <>
      {waiting.length > 0 && (
        <Card title={words.actNow}>
          <List>
            {waiting.map((dossier) => (
              <DossierRow key={dossier.code} dossier={dossier} />
            ))}
          </List>
        </Card>
      )}
      {others.length > 0 && (
        <Card title={waiting.length > 0 ? words.others : words.all}>
          <List>
            {others.map((dossier) => (
              <DossierRow key={dossier.code} dossier={dossier} />
            ))}
          </List>
        </Card>
      )}
    </>
  );
}

function LookUp({ strong }: { strong: boolean }) {
  const words = useWords().dossiers;
  return (
    <Card title={words.lookUp}>
      <p>{words.lookUpText}</p>
      <ButtonLink to={paths.lookUp} icon="search" look={strong ? 'strong' : 'plain'}>
        {words.lookUpButton}
      </ButtonLink>
    </Card>
  );
}
