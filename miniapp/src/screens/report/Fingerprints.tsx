import type { SentEvidence } from '../../api/types';
import { Fold } from '../../kit';
import { useWords } from '../../words';
import { fileName } from './fileName';

const SHORT = 8;

/** The sent files, each with the short fingerprint; a tap shows the whole one. */
export function Fingerprints({ files }: { files: SentEvidence[] }) {
  const words = useWords();
  return (
    <ul className="list">
      {files.map(({ id, type, sha256, removed }, place) => (
        <li key={id}>
          <Fold
            title={
              <>
                {fileName(words, type, place + 1)} · <code>{sha256.slice(0, SHORT)}…</code>
              </>
            }
          >
            <code>{sha256}</code>
            {removed && <p className="soft">{words.report.fileRemoved}</p>}
          </Fold>
        </li>
      ))}
    </ul>
  );
}
