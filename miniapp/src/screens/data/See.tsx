import { useState } from 'react';

import { useExport } from '../../api/queries/me';
import type { DataExport } from '../../api/types';
import { Button, Card, Copyable, ErrorBox, Fold, Notice } from '../../kit';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { Said } from '../Said';
import { Content } from './Content';
import { saveFile } from './saving';

/** Shows the stored data, and exports it as a file. */
export function See() {
  const words = useWords().me.data;
  const asking = useExport();
  return (
    <Card title={words.see}>
      <p>{words.seeText}</p>
      {asking.error && <ErrorBox error={asking.error} onRetry={() => asking.mutate()} />}
      {asking.data ? (
        <Seen found={asking.data} />
      ) : (
        <Button busy={asking.isPending} onClick={() => asking.mutate()}>
          {words.see}
        </Button>
      )}
    </Card>
  );
}

function Seen({ found }: { found: DataExport }) {
  const words = useWords().me.data;
  const { parts } = useWords().service;
  const [outcome, setOutcome] = useState<'saved' | 'closed' | 'impossible' | null>(null);
  const text = JSON.stringify(found, null, 2);
  const take = async () => setOutcome(await saveFile('du-lieu-cua-toi.json', text));
  return (
    <>
      <p className="soft">{words.at(moment(found.exported_at))}</p>
      {Object.entries(found.parts).map(([code, part]) => (
        <Fold key={code} title={<Said own={parts[code]} service={part.title} />}>
          <Content value={part.content} />
        </Fold>
      ))}
      <Button look="strong" onClick={() => void take()}>
        {words.take}
      </Button>
      {outcome === 'saved' && (
        <Notice tone="success" live>
          {words.taken}
        </Notice>
      )}
      {outcome === 'impossible' && (
        <>
          <Notice tone="warning" live>
            {words.cannotTake}
          </Notice>
          <Copyable text={text}>{words.copyAll}</Copyable>
        </>
      )}
    </>
  );
}
