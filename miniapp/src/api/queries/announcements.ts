/**
 * News and warnings. A notice about a person may be revoked at any moment: it is never stored on the phone, and is
 * fetched again whenever it or the app is opened.
 */
import type { QueryClient } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';

import { answer, mine, open } from '../client';
import { kept } from '../offline';
import type { ApiError } from '../problems';
import type { Announcement, AnnouncementCard, AnnouncementKind, AnnouncementPage } from '../types';
import { remembered, useMine } from './asking';
import { usePages } from './pages';

const KEY = 'news';
const PAGE = 20;

/** About no person: only these kinds may be stored, so that future kinds are not. */
const MAY_BE_KEPT: readonly string[] = ['news', 'policy', 'scam_warning', 'traffic', 'service_outage', 'fact_check'];

export const isAboutPerson = ({ kind }: { kind: AnnouncementKind }) => !MAY_BE_KEPT.includes(kind);

/** The part of a page that the phone may store. */
const withoutPersons = (page: AnnouncementPage): AnnouncementPage => ({
  ...page,
  results: page.results.filter((card) => !isAboutPerson(card)),
});

export interface NewsSearch {
  kind: AnnouncementKind | '';
  /** Id of the police of a commune or ward; news for the whole province is included. */
  area: string;
}

function ask({ kind, area }: NewsSearch, page: number): Promise<AnnouncementPage> {
  const query = { ...(kind && { kind }), ...(area && { area }), page, page_size: PAGE };
  const key = [KEY, kind, area, page];
  return remembered(key, () => answer(open.GET('/api/v1/announcements/', { params: { query } })), withoutPersons);
}

export function useNews(search: NewsSearch) {
  return usePages([KEY, 'list', search], (page) => ask(search, page), { staleTime: 0 });
}

const GRAVITY: Record<AnnouncementCard['severity'], number> = { extreme: 3, severe: 2, moderate: 1, minor: 0 };
const rank = (card: AnnouncementCard) => (card.pinned ? 10 : 0) + GRAVITY[card.severity];

/** The one for the first screen: pinned, else the gravest, else the newest. */
export function useHeadline(area: string) {
  const search: NewsSearch = { kind: '', area };
  return useQuery<AnnouncementPage, ApiError, AnnouncementCard | null>({
    queryKey: [KEY, 'headlines', area],
    queryFn: () => ask(search, 1),
    placeholderData: () => kept<AnnouncementPage>([KEY, '', area, 1]) ?? undefined,
    select: (page) => [...page.results].sort((one, other) => rank(other) - rank(one))[0] ?? null,
    staleTime: 0,
  });
}

export function useAnnouncement(slug: string) {
  const key = [KEY, 'one', slug];
  return useQuery<Announcement, ApiError>({
    queryKey: key,
    queryFn: () =>
      remembered(
        key,
        () => answer(open.GET('/api/v1/announcements/{slug}/', { params: { path: { slug } } })),
        (found) => (found.cacheable ? found : null),
      ),
    placeholderData: () => kept<Announcement>(key) ?? undefined,
    staleTime: 0,
  });
}

export function useHistory(slug: string, enabled: boolean) {
  return useQuery({
    queryKey: [KEY, 'history', slug],
    queryFn: () => answer(open.GET('/api/v1/announcements/{slug}/history/', { params: { path: { slug } } })),
    enabled,
  });
}

/** Opened again after a while: nothing old is shown until the service has confirmed it. */
export function lookAgain(queries: QueryClient): void {
  void queries.resetQueries({ queryKey: [KEY] });
}

export function sendChallenge(slug: string, text: string, key: string) {
  const params = { path: { slug }, header: { 'Idempotency-Key': key } };
  return answer(mine.POST('/api/v1/announcements/{slug}/challenges/', { params, body: { text } }));
}

/** The citizen's challenges of announcements, and the answers. */
export function useMyChallenges(enabled?: boolean) {
  return useMine(
    ['challenges'],
    () => answer(mine.GET('/api/v1/announcement-challenges/', { params: { query: { page_size: 50 } } })),
    enabled,
  );
}
