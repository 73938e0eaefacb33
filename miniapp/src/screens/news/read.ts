/** Read announcements. Never sent. */
import { read, write } from '../../storage';
import { isAboutPerson } from '../../api/queries/announcements';
import type { AnnouncementCard } from '../../api/types';

const READ = 'news-read';
const MOST = 300;

type Marks = [slug: string, version: number][];

const marks = () => read<Marks>(READ) ?? [];

/** Read in this version: after a correction it is new again. */
export function isRead({ slug, version }: AnnouncementCard): boolean {
  return marks().some(([name, seen]) => name === slug && seen >= version);
}

/** Notices about a person are not marked. */
export function markRead(card: AnnouncementCard): void {
  if (isAboutPerson(card) || isRead(card)) return;
  write(READ, [[card.slug, card.version], ...marks().filter(([name]) => name !== card.slug)].slice(0, MOST));
}
