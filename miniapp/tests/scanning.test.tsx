import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';

import LookUp from '../src/screens/lookup/LookUp';
import Rate from '../src/screens/rate/Rate';
import { vi as words } from '../src/words/vi';
import { show } from './show';

// As in every plain browser.
vi.mock('../src/zalo', () => ({ isInside: false, zalo: { scan: async () => null } }));

it('lets the code of a counter be pasted at once where nothing can be scanned', async () => {
  show(<Rate />, { address: '/rate' });
  fireEvent.click(screen.getByRole('button', { name: words.rate.scanButton }));
  await screen.findByText(words.rate.scanRefused);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: words.rate.paste })));
});

it('lets the code of a dossier be typed at once where nothing can be scanned', async () => {
  show(<LookUp />, { address: '/lookup' });
  fireEvent.click(screen.getByRole('button', { name: words.lookUp.scan }));
  await screen.findByText(words.lookUp.scanRefused);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: words.lookUp.code }));
});
