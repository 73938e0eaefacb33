import { useState } from 'react';

import { API_URL } from '../../api/address';
import { isAboutPerson } from '../../api/queries/announcements';
import type { Announcement } from '../../api/types';
import { Button, Card, Copyable } from '../../kit';
import { useWords } from '../../words';
import { zalo } from '../../zalo';

/** Chats keep what was shared: for a notice about a person they get its address and no name. */
export function Share({ of }: { of: Announcement }) {
  const words = useWords();
  const own = words.news;
  const [isShown, setShown] = useState(false);
  const page = `${API_URL || location.origin}/tin/${encodeURIComponent(of.slug)}/`;
  const nameless = isAboutPerson(of);
  async function share() {
    const title = nameless ? of.kind_name : of.title;
    const description = nameless ? own.shareNameless : of.summary;
    const path = `/?news=${encodeURIComponent(of.slug)}`;
    if (!(await zalo.share({ title, description, path }))) setShown(true);
  }
  return (
    <Card title={own.share}>
      <p className="soft">{own.shareText}</p>
      <div className="buttons">
        <Button icon="share" onClick={() => void share()}>
          {own.shareZalo}
        </Button>
        <Button icon="share" onClick={() => setShown(true)}>
          {own.sharePage}
        </Button>
      </div>
      {isShown && <Copyable text={page}>{own.shared}</Copyable>}
    </Card>
  );
}
