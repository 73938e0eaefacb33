import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { Button, Card, Choices, Field, Fold, LongField, Notice, Screen } from '../../kit';
import { useWords } from '../../words';
import { isInside, zalo } from '../../zalo';
import { useAction } from '../action';
import { draw, HEIGHT, WIDTH } from './paper';
import { pdfOf } from './pdf';
import type { Member, Values } from './values';
import { EMPTY, isBirth, isId, MOST_MEMBERS, NOBODY } from './values';

/** What was written, while the app is open: numbers of persons are not left on a phone that several use. */
let written: Values | null = null;

/** CT01 is filled in and saved on the phone. Nothing of it is sent to anybody. */
export default function Ct01() {
  const words = useWords().forms;
  const [query] = useSearchParams();
  const [values, setValues] = useState<Values>(() => written ?? { ...EMPTY, to: query.get('office')?.slice(0, 200) ?? '' });
  const change = (part: Partial<Values>) => {
    written = { ...values, ...part };
    setValues(written);
  };
  const field = (name: 'to' | 'phone' | 'email' | 'head', rest: object = {}) => (
    <Field label={words[name]} value={values[name]} autoComplete="off" maxLength={200} onChange={({ target }) => change({ [name]: target.value })} {...rest} />
  );
  return (
    <Screen title={words.title}>
      <Notice>{words.stays}</Notice>
      <Card title={words.who}>
        {field('to')}
        <Person of={values} onChange={change} />
        {field('phone', { type: 'tel', inputMode: 'tel' })}
        {field('email', { inputMode: 'email' })}
      </Card>
      <Card title={words.household}>
        {field('head', { hint: words.headHint })}
        <Field label={words.relation} value={values.relation} autoComplete="off" maxLength={60} onChange={({ target }) => change({ relation: target.value })} />
        <Id label={words.headId} value={values.headId} onChange={(headId) => change({ headId })} />
      </Card>
      <Card title={words.request}>
        <LongField label={words.requestText} hint={words.requestHint} rows={3} maxLength={300} value={values.request} onChange={({ target }) => change({ request: target.value })} />
      </Card>
      <Members of={values.members} onChange={(members) => change({ members })} />
      <Saving values={values} />
    </Screen>
  );
}

function Id({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const words = useWords().forms;
  return (
    <Field
      label={label}
      error={isId(value) ? null : words.idWrong}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      value={value}
      onChange={({ target }) => onChange(target.value.replace(/\D/g, ''))}
    />
  );
}

function Person({ of, onChange }: { of: Member; onChange: (part: Partial<Member>) => void }) {
  const words = useWords().forms;
  return (
    <>
      <Field label={words.name} value={of.name} autoComplete="off" maxLength={80} onChange={({ target }) => onChange({ name: target.value })} />
      <Field
        label={words.birth}
        placeholder="31/12/1980"
        error={isBirth(of.birth) ? null : words.birthWrong}
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        value={of.birth}
        onChange={({ target }) => onChange({ birth: dated(target.value) })}
      />
      {/* The paper is Vietnamese, whatever the app speaks. */}
      <Choices
        legend={words.gender}
        name="gender"
        value={of.gender}
        choices={[{ value: 'Nam', words: words.male }, { value: 'Nữ', words: words.female }]}
        onChange={(gender) => onChange({ gender })}
      />
      <Id label={words.id} value={of.id} onChange={(id) => onChange({ id })} />
    </>
  );
}

/** 31121980 → 31/12/1980: keyboards of digits have no slash. */
function dated(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length === 8 ? `${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}` : text;
}

function Members({ of, onChange }: { of: Member[]; onChange: (members: Member[]) => void }) {
  const words = useWords().forms;
  const set = (place: number, part: Partial<Member>) => onChange(of.map((one, other) => (other === place ? { ...one, ...part } : one)));
  return (
    <Card title={words.members}>
      <p className="soft">{words.membersText}</p>
      {of.map((one, place) => (
        // Rows have no other name than their place.
        <Fold key={place} title={one.name || words.member(place + 1)} open={!one.name}>
          <Person of={one} onChange={(part) => set(place, part)} />
          <Field label={words.relation} value={one.relation} autoComplete="off" maxLength={60} onChange={({ target }) => set(place, { relation: target.value })} />
          <Button look="quiet" onClick={() => onChange(of.filter((_one, other) => other !== place))}>
            {words.remove}
          </Button>
        </Fold>
      ))}
      {of.length < MOST_MEMBERS && <Button onClick={() => onChange([...of, NOBODY])}>{words.add}</Button>}
    </Card>
  );
}

const PICTURE = 'image/jpeg';

function Saving({ values }: { values: Values }) {
  const words = useWords().forms;
  const [saved, setSaved] = useState<{ picture: string; file: string; inGallery: boolean } | null>(null);
  const [isImpossible, setImpossible] = useState(false);
  const { run, busy } = useAction(async () => {
    const canvas = draw(values);
    const blob = canvas && (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, PICTURE, 0.9)));
    if (!blob) return setImpossible(true);
    const file = pdfOf(new Uint8Array(await blob.arrayBuffer()), canvas.width, canvas.height, [WIDTH, HEIGHT]);
    const picture = canvas.toDataURL(PICTURE, 0.9);
    // Zalo's window does not save files: there the form goes among the photos, from where it is printed or sent.
    const inGallery = isInside && (await zalo.savePicture(picture));
    setSaved({ picture, file: URL.createObjectURL(new Blob([file as BlobPart], { type: 'application/pdf' })), inGallery });
  });
  return (
    <Card title={words.save}>
      <p>{words.saveText}</p>
      <Button look="strong" icon="save" busy={busy} onClick={() => void run()}>
        {words.make}
      </Button>
      {isImpossible && <Notice tone="warning" live>{words.impossible}</Notice>}
      {saved && (
        <div className="stack" role="status">
          {saved.inGallery && <p>{words.inGallery}</p>}
          <img className="sheet" src={saved.picture} alt={words.preview} />
          <a className="button" href={saved.file} download="CT01.pdf">
            {words.pdf}
          </a>
          <a className="button quiet" href={saved.picture} download="CT01.jpg">
            {words.picture}
          </a>
          <p className="small">{words.sign}</p>
        </div>
      )}
    </Card>
  );
}
