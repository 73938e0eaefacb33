import { expect, it } from 'vitest';

import type { Words } from '../src/words';
import { en } from '../src/words/en';
import { ko } from '../src/words/ko';
import { vi } from '../src/words/vi';
import { zh } from '../src/words/zh';

const FOREIGN: [string, Words][] = Object.entries({ en, ko, zh });
/** Of what a button, a tab or a title says, the widest that 360 px bear beside their icon, in widths of a Latin letter. */
const MOST = { tabs: 14, title: 30 };

/** Every key, with the kind of its value. */
function shape(words: object, above = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? shape(value as object, `${above}${key}.`) : [`${above}${key}: ${typeof value}`],
  );
}

function texts(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) => {
    if (typeof value === 'function') return [String((value as (...values: unknown[]) => unknown)(2, 3))];
    return typeof value === 'object' ? texts(value as object) : [String(value)];
  });
}

/** Without what the service says in Vietnamese itself. */
const own = (words: Words) => ({ ...words, service: {} });
/** Chinese and Korean letters are as wide as two Latin ones. */
const width = (text: string) => [...text].reduce((sum, letter) => sum + (/[\u1100-\uffdc]/.test(letter) ? 2 : 1), 0);
const titles = (words: object): string[] =>
  Object.entries(words).flatMap(([key, value]) => {
    if (typeof value === 'object') return key === 'errors' || key === 'login' ? [] : titles(value as object);
    return key === 'title' ? [String(value)] : [];
  });
/** Said in Vietnamese to Vietnamese: shown with lang="vi", or only searched. */
const VIETNAMESE = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;

it.each(FOREIGN)('says in «%s» all that it says in Vietnamese, and nothing else', (_name, words) => {
  expect(shape(own(words)).sort()).toEqual(shape(own(vi)).sort());
});

it.each(FOREIGN)('says in «%s» the same codes of the service as in English', (_name, words) => {
  expect(shape(words.service).sort()).toEqual(shape(en.service).sort());
});

it.each(FOREIGN)('says nothing in Vietnamese in «%s»', (_name, { foreigners: { phrases, topics, ...rest }, ...words }) => {
  const seen = [...texts(words), ...texts(rest), ...phrases.map(([said]) => said), ...topics.map(([name]) => name)];
  expect(seen.filter((text) => VIETNAMESE.test(text))).toEqual([]);
});

it.each([['vi', vi] as [string, Words], ...FOREIGN])('has titles and tabs in «%s» that fit 360 px', (_name, words) => {
  expect(texts(words.common.tabs).filter((text) => width(text) > MOST.tabs)).toEqual([]);
  expect(titles(words).filter((text) => width(text) > MOST.title)).toEqual([]);
});

it('leaves no text empty', () => {
  expect([vi, en, zh, ko].flatMap(texts).filter((text) => !text.trim())).toEqual([]);
});

it('calls citizens «ông/bà», never «bạn» or «quý khách»', () => {
  expect(texts(vi).filter((text) => /(^|\s)(bạn|quý khách)(\s|[.,!?]|$)/i.test(text))).toEqual([]);
});
