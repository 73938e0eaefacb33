import type { UploadedPhoto } from '../../api/queries/photos';
import { useDraft } from '../../drafts';

/** The service's limits: characters as it counts them, and photos of a message. */
export const MOST_CHARACTERS = 2000;
export const MOST_PHOTOS = 4;

export interface Message {
  text: string;
  photos: UploadedPhoto[];
  /** Commune or ward where the citizen lives, if given. */
  place: string;
  /** The chosen office, if several were possible. */
  office: string;
}

const EMPTY: Message = { text: '', photos: [], place: '', office: '' };

/** A draft message, stored on the phone. */
export const useMessage = (name: string) => useDraft(name, EMPTY);

/** The length as the service counts it: an emoji is one character, spaces around do not count. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}
