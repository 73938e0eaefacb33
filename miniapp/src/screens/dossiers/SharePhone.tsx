import { useState } from 'react';

import { useSharePhone } from '../../api/queries/me';
import { usePrivacy } from '../../api/queries/policies';
import { Button, ButtonLink, Card, ErrorBox, Notice, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useAction } from '../action';

/** Gets the phone number from Zalo, after the citizen read why. There is another way after a refusal. */
export function SharePhone() {
  const words = useWords().dossiers;
  const sharing = useSharePhone();
  const { data, error, refetch } = usePrivacy();
  const consent = data?.purposes.find(({ purpose }) => purpose === 'phone');
  const [wasRefused, setRefused] = useState(false);

  const share = useAction(async (version: string) => {
    setRefused(false);
    if (!(await sharing.mutateAsync(version))) setRefused(true);
  });

  return (
    <Card title={words.share}>
      <p>{words.shareText}</p>
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
          <p>{words.shareRefused}</p>
          <ButtonLink to={paths.lookUp} icon="search">
            {words.lookUpButton}
          </ButtonLink>
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
