/** Files from an ordinary field: outside Zalo, and inside if the picker was refused. */
import type { MediaSource } from './adapter';

/** Let the person choose files, and post them to `uploadUrl`; null if none was chosen. */
export async function sendFiles(uploadUrl: string, most: number): Promise<unknown> {
  const files = await chosenFiles('image/jpeg,image/png,image/webp');
  if (files.length === 0) return null;
  const form = new FormData();
  files.slice(0, most).forEach((file) => form.append('photos', file));
  const response = await fetch(uploadUrl, { method: 'POST', body: form });
  return response.json();
}

/** Originals for evidence: taken with the phone's camera, or chosen from the phone. Empty if nothing was chosen. */
export function chosenOriginals(source: MediaSource): Promise<File[]> {
  if (source === 'file') return chosenFiles('image/*,video/*');
  return chosenFiles(`${source === 'photo' ? 'image' : 'video'}/*`, true);
}

function chosenFiles(accept: string, camera = false): Promise<File[]> {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = accept;
  field.multiple = !camera;
  if (camera) field.setAttribute('capture', 'environment');
  return new Promise((resolve) => {
    field.addEventListener('change', () => resolve([...(field.files ?? [])]));
    field.addEventListener('cancel', () => resolve([]));
    field.click();
  });
}
