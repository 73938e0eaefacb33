import { afterEach, expect, it } from 'vitest';

import { monthsBefore, percent, score } from '../src/screens/satisfaction/numbers';

afterEach(() => {
  document.documentElement.lang = 'vi';
});

it.each([
  ['2026-10', 2, '2026-08'],
  ['2026-01', 1, '2025-12'],
  ['2026-12', 11, '2026-01'],
])('%s less %i months is %s', (month, count, before) => {
  expect(monthsBefore(month, count)).toBe(before);
});

it('writes numbers as the language does', () => {
  document.documentElement.lang = 'vi';
  expect([percent(97.5), score(4.5)]).toEqual(['97,5%', '4,50']);
  document.documentElement.lang = 'en';
  expect([percent(97.5), score(4.5)]).toEqual(['97.5%', '4.50']);
});
