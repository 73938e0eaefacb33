import { Button, Icon } from '../../kit';
import { useWords } from '../../words';
import { number } from '../../words/dates';
import { fileName } from '../report/fileName';
import type { Piece } from './draft';
import type { Upload } from '../../api/uploads';
import { send } from '../../api/uploads';

const TENTH_OF_MEGABYTE = 104_857.6;

interface Props {
  piece: Piece;
  place: number;
  /** Whether this report may use it: files of another ticket may not be used. */
  isHeld: boolean;
  upload: Upload | undefined;
  /** Choose it again: its bytes are gone from the phone's memory. */
  onAgain: () => void;
  onRemove: () => void;
}

export function FileRow({ piece, place, isHeld, upload, onAgain, onRemove }: Props) {
  const all = useWords();
  const words = all.reporting;
  const name = fileName(all, piece.type, place);
  const known = piece.id ? 'done' : (upload?.state ?? 'lost');
  const state = isHeld ? known : 'lost';
  const share = Math.floor((100 * (upload?.sent ?? 0)) / Math.max(piece.size, 1));
  const said = state === 'refused' ? upload?.why || words.fileFailed : words.fileStates[state];
  return (
    <li className="office">
      <p>
        {state === 'done' && <Icon name="check" />} <strong>{name}</strong>{' '}
        <span className="soft">{words.size(number(Math.ceil(piece.size / TENTH_OF_MEGABYTE) / 10))}</span>
      </p>
      {(state === 'sending' || state === 'waiting') && <progress aria-label={name} max={piece.size} value={upload?.sent ?? 0} />}
      <p className={state === 'refused' || state === 'lost' ? 'wrong' : 'small'} role="status">
        {said} {state === 'sending' && `${share} %`}
      </p>
      <div className="buttons">
        {state === 'refused' && upload && (
          <Button onClick={() => void send(piece.key, upload.file, upload.ticket, upload.said)}>{words.sendAgain}</Button>
        )}
        {state === 'lost' && <Button onClick={onAgain}>{words.chooseAgain}</Button>}
        <Button look="quiet" onClick={onRemove}>
          {words.removeFile(name)}
        </Button>
      </div>
    </li>
  );
}
