import { useEffect, useRef, useState } from 'react';

import type { ReportReceipt } from '../../api/types';
import { Button, ButtonLink, Card, Copyable, Named, Notice, Reach } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { Fingerprints } from '../report/Fingerprints';
import { Said } from '../Said';

/** The proof that the report arrived. Without a name the secret code is shown until they have noted it. */
export function Receipt({ receipt, onNoted }: { receipt: ReportReceipt; onNoted: () => void }) {
  const words = useWords();
  const said = words.reporting;
  const { number, secret_code, office, due_at, due_words, advice, evidence } = receipt;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    top.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="stack" ref={top} tabIndex={-1} role="region" aria-label={said.received}>
      <Notice tone="success" live>
        <h2>{said.received}</h2>
        <p className="figure">{number}</p>
        <p>{said.receivedAt(moment(receipt.first_received_at))}</p>
      </Notice>
      {secret_code && <SecretCode number={number} code={secret_code} onNoted={onNoted} />}
      <Card title={said.whatNext}>
        {due_words && (
          <p>
            <Said own={words.service.due.report?.(moment(due_at ?? ''))} service={due_words} />
          </p>
        )}
        <p>
          <Named say={said.office} name={office.name} />
        </p>
        <Reach contact={office.contact} directions={office.directions} />
        {advice.length > 0 && (
          <ul className="bullets" lang="vi">
            {advice.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
        {secret_code ? (
          <ButtonLink to={paths.lookUpReport} icon="search">
            {said.lookUp}
          </ButtonLink>
        ) : (
          <ButtonLink to={paths.report(number)} icon="paper">
            {said.seeIt}
          </ButtonLink>
        )}
      </Card>
      {evidence.length > 0 && (
        <Card title={said.fingerprints}>
          <p className="soft">{said.fingerprintsText}</p>
          <Fingerprints files={evidence} />
        </Card>
      )}
    </div>
  );
}

function SecretCode({ number, code, onNoted }: { number: string; code: string; onNoted: () => void }) {
  const words = useWords().reporting;
  const [isNoted, setNoted] = useState(false);
  const picture = drawn(number, code);
  useEffect(() => {
    // Reloading or closing the page would lose what is only in memory: browsers ask first.
    const ask = (event: Event) => event.preventDefault();
    if (!isNoted) addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isNoted]);
  return (
    <Notice tone="warning">
      <h2>{words.secret}</h2>
      <p className="figure">{code}</p>
      <p>
        <strong>{words.secretOnce}</strong>
      </p>
      <Copyable text={`${number} ${code}`} label={words.copySecret}>
        {words.secretText}
      </Copyable>
      {/* A browser saves it by a tap, a web view that cannot by a long one. */}
      <a className="button quiet" href={picture} download={`${number}.png`}>
        <img src={picture} alt="" width={120} height={40} />
        {words.picture}
      </a>
      {!isNoted && (
        <Button
          look="strong"
          icon="check"
          onClick={() => {
            setNoted(true);
            onNoted();
          }}
        >
          {words.noted}
        </Button>
      )}
    </Notice>
  );
}

/** Lines as a picture; empty in a browser that cannot draw. */
function drawn(...lines: string[]) {
  const canvas = document.createElement('canvas');
  canvas.width = 720;
  canvas.height = 240;
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return '';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000'; // as it is printed
  pen.font = '56px monospace';
  lines.forEach((line, place) => pen.fillText(line, 30, 100 + place * 90, 660));
  return canvas.toDataURL();
}

