import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { follow } from '../../api/queries/dossiers';
import { Button, ButtonLink, Card, ErrorBox } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useAction } from '../action';

/** The switch for notices about this dossier. */
export function Follow({ code, following }: { code: string; following: boolean }) {
  const words = useWords().dossier;
  const queries = useQueryClient();
  const [isFollowing, setFollowing] = useState(following);
  const change = useAction(async () => {
    await follow(code, !isFollowing);
    setFollowing(!isFollowing);
    await queries.invalidateQueries({ queryKey: ['mine', 'dossiers'] });
  });
  return (
    <Card title={words.notices}>
      <p role="status">{isFollowing ? words.following : words.notFollowing}</p>
      {change.error !== null && <ErrorBox error={change.error} onRetry={() => void change.run()} />}
      <div className="buttons">
        <Button icon="bell" busy={change.busy} onClick={() => void change.run()}>
          {isFollowing ? words.unfollow : words.follow}
        </Button>
        <ButtonLink to={paths.notices} look="quiet">
          {words.noticeSettings}
        </ButtonLink>
      </div>
    </Card>
  );
}
