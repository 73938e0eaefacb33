import { type Query, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { BrowserRouter, Route, Routes, useLocation, useNavigate } from 'react-router-dom';

import { turn, watchPerson } from './api/forgetting';
import { refreshNames } from './api/names';
import { keptAt } from './api/offline';
import { lookAgain } from './api/queries/announcements';
import { learnProvince } from './api/queries/province';
import { onReconnect } from './api/reconnecting';
import { BASE } from './base';
import { Boundary, Skeleton, Tabs } from './kit';
import { keepForOffline } from './keeping';
import { resolve } from './links';
import { useObservable } from './observable';
import { loadAll, routes } from './screens/registry';
import type { Words } from './words';
import { useWords, WordsProvider } from './words';
import { isInside, zalo } from './zalo';

const MINUTE = 60_000;
const queries = new QueryClient({
  defaultOptions: {
    // The client waits and repeats as the service asks; doing it here too would only double it.
    queries: {
      retry: false,
      networkMode: 'always',
      // Stored answers are fetched again at the next chance.
      staleTime: ({ state }) => (keptAt(state.data) ? 0 : MINUTE),
      refetchOnReconnect: true,
      structuralSharing: false,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
watchPerson(queries);

export function App({ words }: { words: Words }) {
  const time = useObservable(turn);
  return (
    <WordsProvider first={words}>
      <QueryClientProvider client={queries}>
        <BrowserRouter key={time} basename={BASE}>
          <Screens />
        </BrowserRouter>
      </QueryClientProvider>
    </WordsProvider>
  );
}

// What the app needs when the network goes. What fails comes at the next start, or when the network is back.
const keepScreens = () => loadAll().then(keepForOffline).catch(() => undefined);
const keepNames = () => learnProvince().then(refreshNames).catch(() => undefined);

// What is shown and could not be fetched, or is an answer of before.
const askAgain = () => {
  const failed = ({ state }: Query) => state.status === 'error' || keptAt(state.data) !== null;
  return queries.refetchQueries({ type: 'active', predicate: failed }, { cancelRefetch: false });
};

/** A screen that is still being downloaded: the bar stays, so that one can go elsewhere. */
function Coming() {
  const words = useWords().common;
  return (
    <>
      <main>
        <Skeleton awaited={words.loadingScreen} />
      </main>
      <Tabs />
    </>
  );
}

function Screens() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const target = pathname === '/' ? resolve(search) : null;

  useEffect(() => {
    if (target) navigate(target, { replace: true });
  }, [target, navigate]);

  useEffect(() => {
    const timers = [setTimeout(keepScreens, 3000), setTimeout(keepNames, 10_000)];
    const open = (query: string) => {
      const path = resolve(query);
      if (path) navigate(path);
    };
    if (isInside) void zalo.onOpen(open);
    const stop = onReconnect(() => Promise.all([askAgain(), keepScreens(), keepNames()]));
    const resume = () => document.visibilityState === 'visible' && lookAgain(queries);
    document.addEventListener('visibilitychange', resume);
    return () => {
      timers.forEach(clearTimeout);
      stop();
      document.removeEventListener('visibilitychange', resume);
    };
    // Once, when the app starts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (target) return null;
  return (
    <Boundary place={pathname}>
      <Suspense fallback={<Coming />}>
        <Routes>
          {routes.map(({ path, Screen }) => (
            <Route key={path} path={path} element={<Screen key={pathname} />} />
          ))}
        </Routes>
      </Suspense>
    </Boundary>
  );
}
