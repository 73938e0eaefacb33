import type { FormEvent } from 'react';
import { useState } from 'react';

import { Button, Field } from '../kit';
import { useWords } from '../words';

/** Where somebody lives: the offices in charge follow from it. */
export function PlaceForm({ place, button, onPlace }: { place: string; button: string; onPlace: (place: string) => void }) {
  const words = useWords().procedure;
  const [text, setText] = useState(place);
  function submit(event: FormEvent) {
    event.preventDefault();
    onPlace(text.trim());
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={words.place}
        hint={words.placeHint}
        name="place"
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" icon="search">
        {button}
      </Button>
    </form>
  );
}
