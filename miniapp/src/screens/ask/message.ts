import { idempotencyKey } from '../../api/client';
import type { UploadedPhoto } from '../../api/queries/photos';
import { useDraft } from '../../drafts';

/** What the service takes: characters as it counts them, and photos of a message. */
export const MOST_CHARACTERS = 2000;
export const MOST_PHOTOS = 4;

export interface Message {
  text: string;
  photos: UploadedPhoto[];
  /** Commune or ward where the citizen lives, if they said so. */
  place: string;
  /** Office that they chose, where several were possible. */
  office: string;
  /** Key under which the service takes it once, however often it is sent. Anew after each change. */
  key: string;
}

const EMPTY: Message = { text: '', photos: [], place: '', office: '', key: '' };

/** A message that is being written, kept on the phone. */
export function useMessage(name: string) {
  const { draft, change, clear } = useDraft(name, EMPTY);
  return { message: draft, clear, change: (values: Partial<Message>) => change({ ...values, key: idempotencyKey() }) };
}

/** How many characters the service would count: an emoji is one, spaces around are none. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}
