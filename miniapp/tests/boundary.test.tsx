import { screen } from '@testing-library/preact';
import { expect, it, vi as spies } from 'vitest';

import { Boundary } from '../src/kit';
import { vi } from '../src/words/vi';
import { show } from './show';

function Breaks(): never {
  throw new TypeError('an answer of a newer version');
}

it('says what happened where a screen breaks, and leaves the ways to the others', () => {
  spies.spyOn(console, 'error').mockImplementation(() => undefined);
  show(
    <Boundary place="/">
      <Breaks />
    </Boundary>,
  );
  expect(screen.getByText(vi.common.errors.broken.title)).toBeTruthy();
  expect(screen.getByRole('button', { name: vi.common.home })).toBeTruthy();
  const bar = screen.getByRole('navigation', { name: vi.common.mainMenu });
  expect([...bar.querySelectorAll('a')].map((link) => link.textContent)).toEqual([vi.home.tab, ...Object.values(vi.common.tabs)]);
});
