/** Photos from an ordinary file field: outside Zalo, and inside where the picker was refused. */

/** Let the person choose files, and post them to `uploadUrl`; null if none was chosen. */
export async function sendFiles(uploadUrl: string, most: number): Promise<unknown> {
  const files = await chosenFiles();
  if (files.length === 0) return null;
  const form = new FormData();
  files.slice(0, most).forEach((file) => form.append('photos', file));
  const response = await fetch(uploadUrl, { method: 'POST', body: form });
  return response.json();
}

function chosenFiles(): Promise<File[]> {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = 'image/jpeg,image/png,image/webp';
  field.multiple = true;
  return new Promise((resolve) => {
    field.addEventListener('change', () => resolve([...(field.files ?? [])]));
    field.addEventListener('cancel', () => resolve([]));
    field.click();
  });
}
