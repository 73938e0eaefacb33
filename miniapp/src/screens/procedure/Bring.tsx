import { useState } from 'react';

import type { DocumentItem } from '../../api/types';
import { langOf, Named, Tick, Told } from '../../kit';
import { read, write } from '../../storage';
import { useWords } from '../../words';
import { Line } from './Line';

/** The papers, with boxes to tick while collecting them. The ticks are stored on this phone. */
export function Bring({ id, documents, general = [] }: { id: string; documents: DocumentItem[]; general?: string[] }) {
  const words = useWords().procedure;
  const name = `ticks:${id}`;
  const [ticks, setTicks] = useState<string[]>(() => read<string[]>(name) ?? []);
  const done = documents.filter((one) => ticks.includes(one.name)).length;

  function tick(document: string, isTicked: boolean) {
    const next = isTicked ? [...ticks, document] : ticks.filter((other) => other !== document);
    setTicks(next);
    write(name, next);
  }

  return (
    <Line icon="paper" title={words.bring} value={documents.length > 0 ? words.papers(documents.length, documents.map((one) => one.name).join('; ')) : words.bringNothing}>
      {documents.length === 0 ? (
        <p>{words.bringNothing}</p>
      ) : (
        <>
          <p className="soft" role="status">
            {words.ticked(done, documents.length)}
          </p>
          <div className="choices">
            {documents.map((one) => (
              <Tick key={one.name} checked={ticks.includes(one.name)} onChange={(isTicked) => tick(one.name, isTicked)}>
                <Told>{one.name}</Told>
                <Copies document={one} />
              </Tick>
            ))}
          </div>
        </>
      )}
      {general.map((text) => (
        <p key={text} className="small" lang={langOf(text)}>
          {text}
        </p>
      ))}
    </Line>
  );
}

/** «Mẫu số 01» says what it is, «CT01» does not. */
const NAMES_ITSELF = /^(Mẫu|Phụ lục)/;

function Copies({ document: one }: { document: DocumentItem }) {
  const words = useWords().procedure;
  const parts = [
    one.original_count > 0 && words.original(one.original_count),
    one.copy_count > 0 && words.copyCount(one.copy_count),
  ].filter(Boolean);
  const code = one.form_code;
  return (
    <>
      {(parts.length > 0 || code) && (
        <span className="small block">
          {parts.join(' · ')}
          {parts.length > 0 && code && ' · '}
          {code && (NAMES_ITSELF.test(code) ? <Told>{code}</Told> : <Named say={words.form} name={code} />)}
        </span>
      )}
      {one.condition && <span className="small block" lang={langOf(one.condition)}>{one.condition}</span>}
    </>
  );
}
