import { useState } from 'react';

import { BASE } from '../../base';
import { Button, Copyable } from '../../kit';
import { useWords } from '../../words';
import { zalo } from '../../zalo';

export function Share({ id, name }: { id: string; name: string }) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  const path = `/?office=${encodeURIComponent(id)}`;
  async function share() {
    if (!(await zalo.share({ title: name, description: words.offices.shareText, path }))) setShown(true);
  }
  return (
    <>
      <Button icon="share" onClick={() => void share()}>
        {words.offices.share}
      </Button>
      {isShown && <Copyable text={location.origin + BASE + path}>{words.procedure.shared}</Copyable>}
    </>
  );
}
