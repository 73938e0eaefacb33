import { fireEvent, screen } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';

import Settings from '../src/screens/settings/Settings';
import { settings } from '../src/settings';
import { vi as words } from '../src/words/vi';
import { show } from './show';

vi.mock('../src/words/en', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

it('keeps the language and says so where the words of the other cannot come', async () => {
  show(<Settings />);
  fireEvent.click(screen.getByRole('radio', { name: 'English' }));
  await screen.findByText(words.common.languageStays);
  expect(settings.get().language).toBe('vi');
  expect(localStorage.getItem('portal:settings')).toBeNull();
  expect(document.documentElement.lang).not.toBe('en');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Tiếng Việt' }).checked).toBe(true);
  expect(screen.getByText(words.me.settings.theme)).toBeTruthy();
});
