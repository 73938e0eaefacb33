import type { PlaceCertainty } from '../../api/types';
import { useCommuneAt } from '../../api/queries/offices';
import { Button, Choices, ErrorBox, Field, Named, Notice } from '../../kit';
import { useWords } from '../../words';
import { useFinding } from '../here';
import type { Change, Draft } from './draft';

const CERTAINTIES: PlaceCertainty[] = ['exact', 'approximate', 'unknown'];

/** Where it happened: by words, by a photo, by the phone's position. Not remembering is an answer, too. */
export function Where({ draft, prompt, onChange }: { draft: Draft; prompt: string; onChange: Change }) {
  const all = useWords();
  const words = all.reporting;
  const { files, place, point, certainty } = draft;
  // Numbers say nothing to people: the place is read back.
  const commune = useCommuneAt(point).data?.results[0];
  const ofPhoto = files.find((file) => file.near)?.near;
  return (
    <>
      <Choices
        legend={words.certainty}
        name="certainty"
        value={certainty}
        choices={CERTAINTIES.map((value) => ({ value, words: words.certainties[value] ?? value }))}
        onChange={(value) => onChange({ certainty: value as PlaceCertainty })}
      />
      <Field
        label={certainty === 'unknown' ? words.placeRemembered : words.placeWords}
        hint={all.service.prompts.place ?? prompt}
        value={place}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => onChange({ place: event.target.value })}
      />
      {point ? (
        <Notice tone="success" live>
          <p>{words.pointKnown}</p>
          {commune && (
            <p>
              <Named say={words.pointNear} name={commune.name} />
            </p>
          )}
          <Button look="quiet" onClick={() => onChange({ point: '' })}>
            {words.noPoint}
          </Button>
        </Notice>
      ) : (
        certainty !== 'unknown' && (
          <>
            {ofPhoto && (
              <Button icon="camera" onClick={() => onChange({ point: ofPhoto })}>
                {words.placeOfPhoto}
              </Button>
            )}
            <Here onFound={(near) => onChange({ point: near })} />
          </>
        )
      )}
    </>
  );
}

/** Explains why before the phone asks; the field above is the other way. */
function Here({ onFound }: { onFound: (near: string) => void }) {
  const words = useWords().reporting;
  const { wasRefused, busy, error, find } = useFinding(onFound);
  return (
    <>
      <p className="soft">{words.hereText}</p>
      {wasRefused && (
        <Notice tone="warning" live>
          {words.hereRefused}
        </Notice>
      )}
      {error !== null && <ErrorBox error={error} />}
      <Button icon="pin" busy={busy} onClick={find}>
        {words.here}
      </Button>
    </>
  );
}
