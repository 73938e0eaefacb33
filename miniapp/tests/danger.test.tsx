import { cleanup, render, screen } from '@testing-library/preact';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, it, vi } from 'vitest';

import { Danger } from '../src/screens/Danger';
import { WordsProvider } from '../src/words';
import { vi as words } from '../src/words/vi';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: {} }));

const FIRE = {
  ...{ kind: 'fire', number: '114', sentence: 'Gọi ngay 114.', until_help: 'Ra ngoài ngay.', source: 'Luật 55/2024/QH15', source_url: '' },
  ...{ in_language: 'Call 114 now.', language: 'en' as const, next: ['offices' as const] },
};

afterEach(cleanup);

const show = (found: typeof FIRE | null) =>
  render(
    <MemoryRouter>
      <WordsProvider first={words}>
        <Danger found={found} />
      </WordsProvider>
    </MemoryRouter>,
  );

it('offers one number to call, read out when it appears', async () => {
  show(FIRE);
  const notice = await screen.findByRole('status');
  expect(notice.querySelector('a')?.getAttribute('href')).toBe('tel:114');
  expect(notice.textContent).toMatch(/^Call 114 now\.Gọi ngay 114\./);
});

it('never calls another number', () => {
  show({ ...FIRE, number: '19001234' });
  expect(screen.queryByRole('link')).toBeNull();
});
