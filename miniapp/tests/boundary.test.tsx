import { render, screen } from '@testing-library/preact';
import { expect, it, vi as spies } from 'vitest';

import { Boundary } from '../src/kit';
import { WordsProvider } from '../src/words';
import { vi } from '../src/words/vi';

function Breaks(): never {
  throw new TypeError('an answer of a newer version');
}

it('says what happened and leaves a way out where a screen breaks', () => {
  spies.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <WordsProvider first={vi}>
      <Boundary place="/">
        <Breaks />
      </Boundary>
    </WordsProvider>,
  );
  expect(screen.getByText(vi.common.errors.broken.title)).toBeTruthy();
  expect(screen.getByRole('button', { name: vi.common.home })).toBeTruthy();
});
