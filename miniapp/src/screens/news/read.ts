/** Read announcements and the place of the phone's owner. Never sent. */
import { observable } from '../../observable';
import { read, write } from '../../storage';
import { isAboutPerson } from '../../api/queries/announcements';
import type { AnnouncementCard } from '../../api/types';

const READ = 'news-read';
const PLACE = 'news-place';
const MOST = 300;

type Marks = [slug: string, version: number][];

export interface Place {
  id: string;
  name: string;
}

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

export const place = observable<Place | null>(read<Place>(PLACE));

export function choosePlace(next: Place | null): void {
  place.set(next);
  write(PLACE, next);
}
