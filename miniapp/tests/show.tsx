/** A screen with all that it stands in. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/preact';
import type { ReactElement } from 'react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { afterEach } from 'vitest';

import type { Words } from '../src/words';
import { WordsProvider } from '../src/words';
import { vi } from '../src/words/vi';

afterEach(cleanup);

const fresh = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

export function show(screen: ReactElement, { address = '/', path = '*', words = vi, queries = fresh() }: { address?: string; path?: string; words?: Words; queries?: QueryClient } = {}) {
  return render(
    <WordsProvider first={words}>
      <QueryClientProvider client={queries}>
        <MemoryRouter initialEntries={[address]}>
          <Routes>
            <Route path={path} element={screen} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </WordsProvider>,
  );
}
