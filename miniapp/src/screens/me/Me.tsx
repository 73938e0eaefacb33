import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { leave } from '../../api/forgetting';
import { useLogOut } from '../../api/queries/me';
import { useOverview } from '../../api/queries/overview';
import { Button, Card, ErrorBox, List, Notice, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Name } from './Name';
import { Phone } from './Phone';

export default function Me() {
  const words = useWords().me;
  const { data, error, refetch } = useOverview(true);
  const [hasLeft, setLeft] = useState(false);
  return (
    <Screen title={words.title}>
      {hasLeft && !data && (
        <Notice tone="success" live>
          {words.loggedOut}
        </Notice>
      )}
      {error && !data && <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <>
          <Name name={data.citizen.name} />
          <Mine unread={data.unread_notices} />
          <Phone citizen={data.citizen} consents={data.consents} />
        </>
      )}
      <More />
      {data && <LogOut onDone={() => setLeft(true)} />}
    </Screen>
  );
}

function Mine({ unread }: { unread: number }) {
  const words = useWords();
  return (
    <Card title={words.me.mine}>
      <List>
        <RowLink to={paths.notices} title={words.me.notices.title}>
          {unread > 0 && <span>{words.me.unread(unread)}</span>}
        </RowLink>
        <RowLink to={paths.visits} title={words.visits.mine} />
        <RowLink to={paths.reports} title={words.reports.title} />
        <RowLink to={paths.myRatings} title={words.rate.mine} />
        <RowLink to={paths.privacy} title={words.me.consents.title} />
        <RowLink to={paths.data} title={words.me.data.title} />
      </List>
    </Card>
  );
}

/** Links that need no log-in. */
function More() {
  const words = useWords();
  return (
    <Card title={words.me.more}>
      <List>
        <RowLink to={paths.settings} title={words.me.settings.title} />
        <RowLink to={paths.reportKinds} title={words.reporting.title} />
        <RowLink to={paths.fines} title={words.fines.short} />
        <RowLink to={paths.scan} title={words.rate.scanTitle} />
        <RowLink to={paths.satisfaction} title={words.rate.satisfaction} />
        <RowLink to={paths.foreigners} title={words.home.abroad} />
        <RowLink to={paths.policy} title={words.policy.title} />
      </List>
    </Card>
  );
}

function LogOut({ onDone }: { onDone: () => void }) {
  const words = useWords().me;
  const queries = useQueryClient();
  const ending = useLogOut();
  // Without network the session at the service expires later; this phone deletes it now.
  const go = () =>
    ending.mutate(undefined, {
      onSettled: () => {
        onDone();
        leave(queries);
      },
    });
  return (
    <Button busy={ending.isPending} onClick={go}>
      {words.logOut}
    </Button>
  );
}
