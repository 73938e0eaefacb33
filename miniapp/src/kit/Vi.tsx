import type { ReactNode } from 'react';

/** The service's own Vietnamese: other voices would spell it. */
export const Vi = ({ children }: { children: ReactNode }) => <span lang="vi">{children}</span>;

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
