import { isInside } from '../../zalo';

/** Save `text` as a file: in another app, else as a download. Zalo's own browser can do neither. */
export async function saveFile(name: string, text: string, type = 'application/json'): Promise<'saved' | 'closed' | 'impossible'> {
  const file = new File([text], name, { type });
  if (navigator.canShare?.({ files: [file] })) {
    return navigator.share({ files: [file] }).then(
      () => 'saved' as const,
      (error: unknown) => (error instanceof DOMException && error.name === 'AbortError' ? 'closed' : 'impossible'),
    );
  }
  if (isInside) return 'impossible';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return 'saved';
}
