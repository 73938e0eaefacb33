import { now } from '../../api/clock';
import type { ReportKind } from '../../api/types';
import { Button, Field, Fold } from '../../kit';
import { useWords } from '../../words';
import { wallTime } from '../../words/dates';
import type { Change, Draft } from './draft';
import { promptOf } from './prompts';
import { Where } from './Where';

interface Props {
  kind: ReportKind;
  draft: Draft;
  onChange: Change;
}

/** When and where, taken from a photo with such metadata. */
export function When({ kind, draft, onChange }: Props) {
  return (
    <>
      {promptOf(kind, 'occurred') && <Time draft={draft} prompt={promptOf(kind, 'occurred') ?? ''} onChange={onChange} />}
      {promptOf(kind, 'place') && <Where draft={draft} prompt={promptOf(kind, 'place') ?? ''} onChange={onChange} />}
    </>
  );
}

function Time({ draft: { files, from, to }, prompt, onChange }: { draft: Draft; prompt: string; onChange: Change }) {
  const all = useWords();
  const words = all.reporting;
  const taken = files.find((file) => file.at)?.at;
  const ofPhoto = taken ? wallTime(new Date(taken)) : '';
  return (
    <>
      <Field
        label={words.from}
        hint={all.service.prompts.occurred ?? prompt}
        type="datetime-local"
        value={from}
        max={wallTime(now())}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <div className="buttons">
        <Button icon="clock" onClick={() => onChange({ from: wallTime(now()) })}>
          {words.now}
        </Button>
        {ofPhoto && ofPhoto !== from && (
          <Button icon="camera" onClick={() => onChange({ from: ofPhoto })}>
            {words.timeOfPhoto(ofPhoto.replace(/^(\d+)-(\d+)-(\d+)T(.*)$/, '$4 $3/$2/$1'))}
          </Button>
        )}
      </div>
      <Fold title={words.long} open={to !== ''}>
        <Field label={words.to} type="datetime-local" value={to} min={from} max={wallTime(now())} onChange={(event) => onChange({ to: event.target.value })} />
      </Fold>
    </>
  );
}
