import type { ReactNode } from 'react';

/** The service's own Vietnamese: other voices would spell it. */
export const Vi = ({ children }: { children: ReactNode }) => <span lang="vi">{children}</span>;

const LETTERS = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1ea0-\u1ef9]/;

/** The language of a text that the service has translated, or not: of Chinese, Korean and English, none has such letters. */
export const langOf = (text: string) => (LETTERS.test(text) ? 'vi' : undefined);

/** A text that may be Vietnamese within another language. */
export const Told = ({ children }: { children: string }) => <span lang={langOf(children)}>{children}</span>;

/** What a person wrote, in a language that nobody knows. */
export const Own = ({ children }: { children: ReactNode }) => <span lang="">{children}</span>;

const HERE = '\u0001';

/** A sentence of the app with a Vietnamese name within. */
export function Named({ say, name }: { say: (name: string) => string; name: string }) {
  const [before, after] = say(HERE).split(HERE);
  return (
    <>
      {before}
      <Vi>{name}</Vi>
      {after}
    </>
  );
}
