import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { findNames } from '../../api/names';
import { useSuggestions } from '../../api/queries/finding';
import { Combobox } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { useDebounced } from '../debounced';

/** The search field with suggestions. `search` is the current search; then its screen is replaced. */
export function ProcedureSearch({ search }: { search?: string }) {
  const words = useWords().home;
  const navigate = useNavigate();
  const [text, setText] = useState(search ?? '');
  const replace = search !== undefined;
  const typed = text.trim();
  const wanted = useDebounced(typed);
  const { data, isPlaceholderData } = useSuggestions(wanted === search ? '' : wanted);
  const isAnswered = data && !isPlaceholderData && wanted === typed;
  // At once from the names on the phone, then from the service, which understands more.
  const kept = isAnswered ? [] : findNames('procedures', typed).map(({ id, name }) => ({ text: name, procedure: id }));
  const found = typed !== search && typed.length > 1 ? (kept.length > 0 ? kept : (data?.results ?? [])) : [];
  return (
    <Combobox
      label={words.search}
      hint={words.searchHint}
      button={words.searchButton}
      compact={replace}
      value={text}
      options={found.map((one, place) => ({ key: String(place), text: one.text }))}
      status={words.suggestions(found.length)}
      onChange={setText}
      onChoose={({ key, text: chosen }) => {
        const procedure = found[Number(key)]?.procedure;
        navigate(procedure ? paths.procedure(procedure) : paths.results(chosen), { replace: replace && !procedure });
      }}
      onSubmit={() => navigate(paths.results(typed), { replace })}
    />
  );
}
