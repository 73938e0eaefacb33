import { useState } from 'react';

import { useRemovePhone, useSharePhone } from '../../api/queries/me';
import type { Citizen, Consents } from '../../api/types';
import { Button, ButtonLink, Card, Dialog, ErrorBox, Notice } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { day } from '../../words/dates';

interface Props {
  citizen: Citizen;
  consents: Consents;
}

/** The number confirmed by Zalo: shared after reading why, shown masked, removable at any time. */
export function Phone({ citizen, consents }: Props) {
  const words = useWords().me.phone;
  const sharing = useSharePhone();
  const removing = useRemovePhone();
  const text = consents.consents.find((one) => one.purpose === 'phone')?.text ?? '';
  const share = () => sharing.mutate(consents.policy_version);
  return (
    <Card title={words.title}>
      {citizen.phone ? (
        <p>
          <strong>{citizen.phone}</strong>
          {citizen.phone_verified_at && <span className="soft"> {words.verified(day(citizen.phone_verified_at))}</span>}
        </p>
      ) : (
        <>
          <p>{words.none}</p>
          <p className="quote" lang="vi">
            {text}
          </p>
        </>
      )}
      {sharing.error && <ErrorBox error={sharing.error} onRetry={share} />}
      {removing.error && <ErrorBox error={removing.error} onRetry={() => removing.mutate(undefined)} />}
      {removing.isSuccess && !citizen.phone && <Notice live>{words.removed}</Notice>}
      {sharing.data === null && (
        <Notice tone="warning" live>
          <p>{words.refused}</p>
          <ButtonLink to={paths.lookUp}>{words.lookUp}</ButtonLink>
        </Notice>
      )}
      <div className="buttons">
        <Button icon="phone" look={citizen.phone ? 'plain' : 'strong'} busy={sharing.isPending} onClick={share}>
          {citizen.phone ? words.change : words.share}
        </Button>
        {citizen.phone && <Remove busy={removing.isPending} onRemove={() => removing.mutate(undefined)} />}
      </div>
    </Card>
  );
}

function Remove({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const words = useWords().me.phone;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button busy={busy} onClick={() => setAsked(true)}>
        {words.remove}
      </Button>
      {isAsked && (
        <Dialog title={words.removeAsk} onClose={() => setAsked(false)}>
          <p>{words.removeText}</p>
          <Button
            look="urgent"
            onClick={() => {
              setAsked(false);
              onRemove();
            }}
          >
            {words.remove}
          </Button>
        </Dialog>
      )}
    </>
  );
}
