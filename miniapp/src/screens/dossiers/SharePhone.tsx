import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { sendPhone, usePrivacy } from '../../api/queries/dossiers';
import { update } from '../../api/session';
import { Button, ButtonLink, Card, ErrorBox, Notice, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { zalo } from '../../zalo';
import { useAction } from '../action';

/** Lets Zalo say the phone number, after the citizen read what it is for. A refusal has another way. */
export function SharePhone() {
  const words = useWords().dossiers;
  const queries = useQueryClient();
  const { data, error, refetch } = usePrivacy();
  const consent = data?.purposes.find(({ purpose }) => purpose === 'phone');
  const [wasRefused, setRefused] = useState(false);

  const share = useAction(async (version: string) => {
    setRefused(false);
    const code = await zalo.phoneCode();
    if (!code) return setRefused(true);
    update(await sendPhone(await zalo.accessToken(), code, version));
    await queries.invalidateQueries({ queryKey: ['mine'] });
  });

  return (
    <Card title={words.share}>
      <p>{words.shareText}</p>
      {consent && <p className="quote">{consent.text}</p>}
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
