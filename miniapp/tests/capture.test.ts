import { Blob as NodeBlob } from 'node:buffer';

import { expect, it } from 'vitest';

import { captureOf } from '../src/screens/reporting/capture';

/** Node's own: its `Response` does not know the blobs of jsdom. */
const blobOf = (...parts: (ArrayBuffer | string)[]) => new NodeBlob(parts) as unknown as Blob;

type Entry = [tag: number, type: number, count: number, value: number | number[]];

/** A JPEG with an Exif part, as cameras write it: folders first, then what does not fit into them. */
function jpeg(isLittle: boolean, taken: string, latitude: [number, number, number]): Blob {
  const bytes = new DataView(new ArrayBuffer(600));
  let end = 8;
  const put16 = (at: number, value: number) => bytes.setUint16(at, value, isLittle);
  const put32 = (at: number, value: number) => bytes.setUint32(at, value, isLittle);
  function folder(entries: Entry[]): number {
    const start = end;
    end += 2 + 12 * entries.length + 4;
    put16(start, entries.length);
    entries.forEach(([tag, type, count, value], place) => {
      const at = start + 2 + 12 * place;
      put16(at, tag);
      put16(at + 2, type);
      put32(at + 4, count);
      if (typeof value === 'number') return put32(at + 8, value);
      put32(at + 8, end);
      value.forEach((one) => {
        if (type === 2) bytes.setUint8(end, one);
        else put32(end, one);
        end += type === 2 ? 1 : 4;
      });
    });
    return start;
  }
  const letter = (text: string) => (isLittle ? text.charCodeAt(0) : text.charCodeAt(0) * 2 ** 24);
  const characters = [...`${taken}\0`].map((one) => one.charCodeAt(0));
  const degrees = (values: number[]) => values.flatMap((value) => [value * 100, 100]);
  put16(0, isLittle ? 0x4949 : 0x4d4d);
  if (isLittle) bytes.setUint16(0, 0x4949);
  put16(2, 42);
  const exif = folder([[0x9003, 2, characters.length, characters]]);
  const gps = folder([[1, 2, 2, letter('N')], [2, 5, 3, degrees(latitude)], [3, 2, 2, letter('E')], [4, 5, 3, degrees([105, 24, 36])]]);
  put32(4, folder([[0x8769, 4, 1, exif], [0x8825, 4, 1, gps]]));
  const head = new DataView(new ArrayBuffer(12));
  [0xffd8, 0xffe1, 600 + 8, 0x4578, 0x6966, 0].forEach((value, place) => head.setUint16(2 * place, value));
  return blobOf(head.buffer, bytes.buffer);
}

it.each([true, false])('reads time and place of a photo, whichever way its numbers stand', async (isLittle) => {
  const photo = jpeg(isLittle, '2026:11:24 17:05:12', [21, 19, 12]);
  expect(await captureOf(photo)).toEqual({ at: '2026-11-24T17:05:12+07:00', near: '21.32000,105.41000' });
});

it('knows nothing of a photo without a fix, of a strange time, of other files, of half a file', async () => {
  expect(await captureOf(jpeg(true, '0000:00:00 00:00:00', [0, 0, 0]))).toEqual({});
  const whole = jpeg(true, '2026:11:24 17:05:12', [21, 19, 12]);
  for (const blob of [blobOf(''), blobOf('MZ not a photo'), whole.slice(0, 40)]) expect(await captureOf(blob)).toEqual({});
});
