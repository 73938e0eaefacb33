import { useState } from 'react';

import { BASE } from '../base';
import { Button, Copyable } from '../kit';
import { useWords } from '../words';
import { zalo } from '../zalo';

/** Share a deep link with `text`; if Zalo cannot, the address is shown. */
export function Share({ of, id, name, text }: { of: 'office' | 'procedure'; id: string; name: string; text: string }) {
  const words = useWords().procedure;
  const [isShown, setShown] = useState(false);
  const path = `/?${of}=${encodeURIComponent(id)}`;
  async function share() {
    if (!(await zalo.share({ title: name, description: text, path }))) setShown(true);
  }
  return (
    <>
      <Button icon="share" onClick={() => void share()}>
        {words.share}
      </Button>
      {isShown && <Copyable text={location.origin + BASE + path}>{words.shared}</Copyable>}
    </>
  );
}
