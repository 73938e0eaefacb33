import { useState } from 'react';

import { useChangeNotices, useConsents, useDecide, useNoticeSettings } from '../../api/queries/me';
import type { NoticeSettings } from '../../api/types';
import { Button, Card, ErrorBox, Notice, Skeleton, Tick } from '../../kit';
import { useWords } from '../../words';
import { isInside, zalo } from '../../zalo';

/** Which notices are also sent by Zalo, and a switch for all of them. */
export function ByZalo() {
  const words = useWords().me.notices;
  const settings = useNoticeSettings();
  const consents = useConsents();
  const deciding = useDecide();
  const [wasRefused, setRefused] = useState(false);
  const text = consents.data?.consents.find((one) => one.purpose === 'notices')?.text ?? '';
  const error = settings.error ?? consents.error;
  if (error) return <ErrorBox error={error} onRetry={() => void Promise.all([settings.refetch(), consents.refetch()])} />;
  if (!settings.data || !consents.data) return <Skeleton rows={1} />;

  const version = consents.data.policy_version;
  const isOn = settings.data.consent;
  async function turnOn() {
    deciding.mutate({ purpose: 'notices', granted: true, version });
    if (isInside) setRefused(!(await zalo.allowNotices()));
  }

  return (
    <Card title={words.settings}>
      <p>{words.inApp}</p>
      <p role="status">
        <strong>{isOn ? words.on : words.off}</strong>
      </p>
      {wasRefused && <Notice tone="warning">{words.zaloRefused}</Notice>}
      {deciding.error && <ErrorBox error={deciding.error} />}
      {isOn ? (
        <>
          <Kinds outside={settings.data.outside} />
          <Button busy={deciding.isPending} onClick={() => deciding.mutate({ purpose: 'notices', granted: false, version })}>
            {words.turnOff}
          </Button>
        </>
      ) : (
        <>
          <p className="quote" lang="vi">
            {text}
          </p>
          <Button icon="bell" busy={deciding.isPending} onClick={() => void turnOn()}>
            {words.turnOn}
          </Button>
        </>
      )}
    </Card>
  );
}

function Kinds({ outside }: { outside: NoticeSettings['outside'] }) {
  const words = useWords().me.notices;
  const changing = useChangeNotices();
  return (
    <fieldset className="choices">
      <legend>{words.kinds}</legend>
      {Object.entries(outside).map(([kind, isSent]) => (
        <Tick key={kind} checked={isSent} onChange={(wanted) => changing.mutate({ [kind]: wanted })}>
          {words.kind[kind] ?? kind}
        </Tick>
      ))}
      {changing.error && <ErrorBox error={changing.error} />}
    </fieldset>
  );
}
