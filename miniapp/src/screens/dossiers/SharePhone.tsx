import { useState } from 'react';

import { useSharePhone } from '../../api/queries/me';
import { usePrivacy } from '../../api/queries/policies';
import { Button, ButtonLink, Card, ErrorBox, Notice, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useAction } from '../action';

interface Props {
  /** Why it is needed, and what remains after a refusal, where it is not for dossiers. */
  why?: string;
  otherwise?: string;
  onDone?: () => void;
}

/** Gets the phone number from Zalo, after the citizen read why. There is another way after a refusal. */
export function SharePhone({ why, otherwise, onDone }: Props) {
  const words = useWords().dossiers;
  const sharing = useSharePhone();
  const { data, error, refetch } = usePrivacy();
  const consent = data?.purposes.find(({ purpose }) => purpose === 'phone');
  const [wasRefused, setRefused] = useState(false);

  const share = useAction(async (version: string) => {
    setRefused(false);
    if (await sharing.mutateAsync(version)) onDone?.();
    else setRefused(true);
  });

  return (
    <Card title={why ? words.sharePhone : words.share}>
      <p>{why ?? words.shareText}</p>
      {consent && (
        <p className="quote" lang="vi">
          {consent.text}
        </p>
      )}
      {!data && !error && <Skeleton rows={1} />}
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {share.error !== null && <ErrorBox error={share.error} />}
      {(wasRefused || share.error !== null) && (
        <Notice tone="warning" live>
          <p>{otherwise ?? words.shareRefused}</p>
          {!otherwise && (
            <ButtonLink to={paths.lookUp} icon="search">
              {words.lookUpButton}
            </ButtonLink>
          )}
        </Notice>
      )}
      {data && consent && (
        <Button look="strong" icon="phone" busy={share.busy} onClick={() => void share.run(data.policy_version)}>
          {words.shareButton}
        </Button>
      )}
    </Card>
  );
}
