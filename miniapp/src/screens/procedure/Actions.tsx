import { useState } from 'react';

import { BASE } from '../../base';
import { Button, ButtonLink, Copyable } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { zalo } from '../../zalo';

export function Actions({ id, name }: { id: string; name: string }) {
  const words = useWords().procedure;
  const [isShown, setShown] = useState(false);
  async function share() {
    const path = `/?procedure=${encodeURIComponent(id)}`;
    if (!(await zalo.share({ title: name, description: words.shareText, path }))) setShown(true);
  }
  return (
    <>
      <div className="buttons">
        <ButtonLink to={paths.askAbout(id)} look="strong" icon="chat">
          {words.ask}
        </ButtonLink>
        <Button icon="share" onClick={() => void share()}>
          {words.share}
        </Button>
      </div>
      {isShown && <Copyable text={`${location.origin}${BASE}/?procedure=${encodeURIComponent(id)}`}>{words.shared}</Copyable>}
    </>
  );
}
