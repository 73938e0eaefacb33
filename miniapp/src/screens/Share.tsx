import { useState } from 'react';

import { BASE } from '../base';
import { Button, Copyable } from '../kit';
import { useWords } from '../words';
import { zalo } from '../zalo';

/** Share the deep link `path` with a picture and `text`; if Zalo cannot, the address is shown. */
export function Share({ path, name, text }: { path: string; name: string; text: string }) {
  const words = useWords().procedure;
  const [isShown, setShown] = useState(false);
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
