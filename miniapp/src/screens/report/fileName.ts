import type { Words } from '../../words';

/** «Video 2», «Tệp 1» of a PDF: by its media type, and its place in the report. */
export function fileName({ reporting: { fileKinds } }: Words, type: string, place: number): string {
  return `${fileKinds[type.split('/')[0] ?? ''] ?? fileKinds.other} ${place}`;
}
