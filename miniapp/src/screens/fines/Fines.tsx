import { useState } from 'react';

import { ButtonLink, Card, Copyable, Field, Notice, Outside, Screen } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

/** Of the Ministry's Traffic Police Department. Its form takes no plate from an address, and asks for a picture's letters. */
const LOOK_UP = 'https://www.csgt.vn/tra-cuu-phuong-tien-vi-pham.html';
/** The first complaint against an administrative decision. */
const COMPLAINT = 'tthc-1-003504';

/** «19A12345», as that form wants it. */
export const plateOf = (text: string) => text.toUpperCase().replace(/[^0-9A-ZĐ]/g, '');

/** What many people ask for and this service does not hold: where it is, what it means, how to pay. */
export default function Fines() {
  const words = useWords().fines;
  const [plate, setPlate] = useState('');
  const written = plateOf(plate);
  return (
    <Screen title={words.title}>
      <Card title={words.look}>
        <p>{words.lookText}</p>
        <Field label={words.plate} hint={words.plateHint} value={plate} maxLength={20} autoComplete="off" autoCapitalize="characters" spellCheck={false} onChange={(event) => setPlate(event.target.value)} />
        {written && (
          <Copyable text={written} label={words.copy}>
            {words.copied}
          </Copyable>
        )}
        <Outside url={LOOK_UP}>{words.open}</Outside>
        <p className="soft">{words.app}</p>
      </Card>
      <Card title={words.what}>
        <p>{words.whatText}</p>
      </Card>
      <Card title={words.pay}>
        <p>{words.payText}</p>
        <Notice tone="warning">
          <p>{words.scam}</p>
          <ButtonLink to={paths.scam}>{words.scamButton}</ButtonLink>
        </Notice>
      </Card>
      <Card title={words.wrong}>
        <p>{words.wrongText}</p>
        <div className="buttons">
          <ButtonLink to={paths.procedure(COMPLAINT)} icon="paper">
            {words.complain}
          </ButtonLink>
          <ButtonLink to={paths.ask} icon="chat">
            {words.ask}
          </ButtonLink>
        </div>
      </Card>
      <p className="small">{words.doubt}</p>
    </Screen>
  );
}
