import { useState } from 'react';

import { useDecide } from '../../api/queries/me';
import { useOverview } from '../../api/queries/overview';
import type { Consent } from '../../api/types';
import { Button, Card, Dialog, ErrorBox, Named, Notice, Screen, Skeleton } from '../../kit';
import { useWords } from '../../words';
import { day } from '../../words/dates';
import { Phone } from '../me/Phone';

export default function Consents() {
  const words = useWords().me.consents;
  const { data, error, refetch } = useOverview(true);
  return (
    <Screen title={words.title}>
      {error && !data && <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && (
        <>
          <p>{words.lead}</p>
          {data.consents.consents.map((consent) =>
            // Agreeing to share the number and sharing it is one step: one without the other is useless.
            consent.purpose === 'phone' && !data.citizen.phone ? (
              <Phone key="phone" citizen={data.citizen} consents={data.consents} />
            ) : (
              <One key={consent.purpose} consent={consent} version={data.consents.policy_version} />
            ),
          )}
        </>
      )}
    </Screen>
  );
}

function One({ consent, version }: { consent: Consent; version: string }) {
  const words = useWords().me.consents;
  const { purpose, title, text, granted, since, agreed_version: agreed } = consent;
  const [isAsked, setAsked] = useState(false);
  const deciding = useDecide();
  const decide = (wanted: boolean) => deciding.mutate({ purpose, granted: wanted, version });
  const isOld = granted && agreed !== null && agreed !== version;
  return (
    <Card title={title} lang="vi">
      <p className="quote" lang="vi">
        {text}
      </p>
      <p>
        <strong>{granted ? words.yes : words.no}</strong> {since && words.since(day(since))}
      </p>
      {isOld && <Notice tone="warning">{words.newer}</Notice>}
      {deciding.error && <ErrorBox error={deciding.error} />}
      {deciding.isSuccess && (
        <Notice tone="success" live>
          {words.done}
        </Notice>
      )}
      <div className="buttons">
        {(!granted || isOld) && (
          <Button busy={deciding.isPending} onClick={() => decide(true)} >
            <Named say={words.giveTo} name={title} />
          </Button>
        )}
        {granted && (
          <Button busy={deciding.isPending} onClick={() => setAsked(true)}>
            <Named say={words.withdraw} name={title} />
          </Button>
        )}
      </div>
      {isAsked && (
        <Dialog title={words.ask} onClose={() => setAsked(false)}>
          <p>{words.effect[purpose]}</p>
          <Button
            look="urgent"
            onClick={() => {
              setAsked(false);
              decide(false);
            }}
          >
            <Named say={words.withdraw} name={title} />
          </Button>
        </Dialog>
      )}
    </Card>
  );
}
