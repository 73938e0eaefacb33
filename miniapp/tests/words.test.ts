import { expect, it } from 'vitest';

import { en } from '../src/words/en';
import { vi } from '../src/words/vi';

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
const own = (words: typeof vi) => ({ ...words, service: {} });

it('says in English all that it says in Vietnamese, and nothing else', () => {
  expect(shape(own(en)).sort()).toEqual(shape(own(vi)).sort());
});

it('leaves no text empty', () => {
  expect([...texts(vi), ...texts(en)].filter((text) => !text.trim())).toEqual([]);
});

it('calls citizens «ông/bà», never «bạn» or «quý khách»', () => {
  expect(texts(vi).filter((text) => /(^|\s)(bạn|quý khách)(\s|[.,!?]|$)/i.test(text))).toEqual([]);
});
