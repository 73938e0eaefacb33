import { expect, it } from 'vitest';

import { pdfOf } from '../src/screens/forms/pdf';
import { isFillable } from '../src/screens/forms/fillable';
import { isBirth, isId } from '../src/screens/forms/values';

const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);

it('makes a PDF whose table says where each object begins', () => {
  const file = text(pdfOf(new Uint8Array([255, 216, 255, 217]), 1654, 2339, [210, 297]));
  expect(file).toContain('/MediaBox [0 0 595.28 841.89]');
  const start = Number(/startxref\n(\d+)/.exec(file)?.[1]);
  expect(file.slice(start, start + 4)).toBe('xref');
  const offsets = [...file.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((row) => Number(row[1]));
  expect(offsets.map((offset) => file.slice(offset, offset + 7))).toEqual([1, 2, 3, 4, 5].map((number) => `${number} 0 obj`));
  expect(file).toContain('/Length 4 >>\nstream\n\u00ff\u00d8\u00ff\u00d9\nendstream');
});

it('offers only the version of a form that it draws', () => {
  expect([isFillable('ct01-2026'), isFillable('ct01-truoc-07-2026'), isFillable('ct02-2026')]).toEqual([true, false, false]);
});

it.each([['', true], ['025180001234', true], ['02518000123', false], ['02518000123x', false]])('takes «%s» for a number: %s', (id, good) => {
  expect(isId(id)).toBe(good);
});

it.each([['', true], ['31/12/1980', true], ['1980', false]])('takes «%s» for a day: %s', (birth, good) => {
  expect(isBirth(birth)).toBe(good);
});
