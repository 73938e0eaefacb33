import { useState } from 'react';

import { useOfficeSuggestions } from '../../api/queries/offices';
import { Button, Combobox } from '../../kit';
import { useWords } from '../../words';
import { useDebounced } from '../debounced';
import type { Change, Draft } from './draft';

/** The office that a report is about. If it is not found, the next field takes words. */
export function AboutOffice({ prompt, draft, onChange }: { prompt: string; draft: Draft; onChange: Change }) {
  const words = useWords();
  const [text, setText] = useState('');
  const { data } = useOfficeSuggestions(useDebounced(text.trim()));
  const found = text.trim().length > 1 ? (data?.results ?? []) : [];
  if (draft.office) {
    return (
      <div className="subject">
        <p>
          {words.reporting.about}: <strong lang="vi">{draft.officeName}</strong>
        </p>
        <Button look="quiet" onClick={() => onChange({ office: '', officeName: '' })}>
          {words.reporting.otherOffice}
        </Button>
      </div>
    );
  }
  return (
    <Combobox
      label={words.reporting.about}
      hint={prompt}
      button={words.offices.searchButton}
      value={text}
      options={found.map(({ id, name }) => ({ key: id, text: name, lang: 'vi' }))}
      status={words.offices.suggestions(found.length)}
      onChange={setText}
      onChoose={({ key, text: name }) => onChange({ office: key, officeName: name })}
      onSubmit={() => undefined}
    />
  );
}
