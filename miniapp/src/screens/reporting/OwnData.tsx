import { drop, send, uploads } from '../../api/uploads';
import { ErrorBox, Tick } from '../../kit';
import { useWords } from '../../words';
import { useAction } from '../action';
import type { Enclosed } from './draft';

/** How the service knows that a photo was drawn again. */
export const REDRAWN = 'redrawn';
const LONGEST = 4000;

interface Props {
  enclosed: Enclosed;
  onChange: (values: Partial<Enclosed>) => void;
}

export const isPhoto = ({ type }: { type: string }) => !type.startsWith('video/');

/** A photo's metadata, and the offer to send it without them; for this report only. */
export function OwnData({ enclosed, onChange }: Props) {
  const words = useWords().reporting;
  const choose = useAction(async (bare: boolean) => {
    const before = uploads.get();
    const told = bare ? enclosed.files.filter((file) => isPhoto(file) && before[file.key]?.said.picker !== REDRAWN) : [];
    told.forEach(({ key }) => drop(key)); // its arrived parts are never sent along
    const forgotten = { id: undefined, at: undefined, near: undefined };
    onChange({ bare, files: enclosed.files.map((file) => (told.includes(file) ? { ...file, ...forgotten } : file)) });
    for (const { key } of told) {
      const upload = before[key];
      if (upload) void send(key, await redraw(upload.file), upload.ticket, { ...upload.said, picker: REDRAWN });
    }
  });
  return (
    <>
      <p>{words.ownData}</p>
      <Tick checked={enclosed.bare} onChange={(value) => void choose.run(value)}>
        {words.bare}
      </Tick>
      {choose.error !== null && <ErrorBox error={choose.error} />}
    </>
  );
}

/** Draw a photo again: its pixels, without the camera's metadata. Throws if the phone cannot. */
export async function redraw(file: File): Promise<File> {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  if (!drawn) throw new Error('not drawn');
  return new File([drawn], 'anh.jpg', { type: drawn.type });
}
