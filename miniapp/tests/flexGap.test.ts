import { readFileSync } from 'node:fs';

import postcss from 'postcss';
import { expect, it } from 'vitest';

import { flexGap } from '../scripts/flexGap';

const built = (css: string) => postcss([flexGap()]).process(css, { from: undefined }).css.replace(/\s+/g, '');

it('keeps the distances of a row, a column and a wrapped row where gap is unknown', () => {
  const css = built('.r{display:flex;gap:1px} .c{display:inline-flex;flex-direction:column;gap:2px} .w{display:flex;flex-wrap:wrap;gap:3px 4px}');
  const fallback = css.slice(css.indexOf('@supportsnot(inset:0)'));
  expect(fallback).toContain('.r>*+*{margin-left:1px}');
  expect(fallback).toContain('.c>*+*{margin-top:2px}');
  expect(fallback).toContain('.w>*{margin-right:4px;margin-bottom:3px}');
  expect(fallback).toContain('.r{gap:0}'); // Chrome 84 to 86 know gap, and not inset: nothing twice
});

it('leaves grids and what has no gap alone', () => {
  expect(built('.g{display:grid;gap:1px} .f{display:flex}')).not.toContain('@supports');
});

it('covers every flex box of the stylesheet', () => {
  const css = readFileSync('src/tokens.css', 'utf8');
  const boxes = postcss.parse(css);
  let count = 0;
  boxes.walkDecls('gap', ({ parent }) => {
    if (String(parent).match(/display:\s*(inline-)?flex/)) count += 1;
  });
  expect(count).toBeGreaterThan(20);
  const fallback = built(css).split('@supportsnot(inset:0)')[1];
  expect(fallback?.match(/[{;]gap:0[;}]/g)).toHaveLength(count);
});
