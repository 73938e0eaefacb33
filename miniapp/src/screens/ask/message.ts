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
}

const EMPTY: Message = { text: '', photos: [], place: '', office: '' };

/** A message that is being written, kept on the phone. */
export const useMessage = (name: string) => useDraft(name, EMPTY);

/** How many characters the service would count: an emoji is one, spaces around are none. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}
