/** The phone, inside or outside Zalo. Its side is downloaded with the first call. */
import type { Adapter } from './adapter';
import { chatAddress } from './adapter';
import { patience, within } from './limits';
import { unopened } from './unopened';

export type { Location, MediaSource, Person, Picked } from './adapter';

/** True inside Zalo, where addresses of other hosts must not simply be opened. */
export const isInside = /(^|\.)h5\.zdn\.vn$/.test(location.hostname);

const side = async () => (isInside ? await import('./inside') : await import('./browser')).adapter;

/** How long each may take: a bridge that never answers must not leave a screen waiting. */
const PATIENCE: Record<keyof Adapter, keyof typeof patience> = {
  accessToken: 'alone',
  phoneCode: 'asking',
  location: 'asking',
  sendPhotos: 'working',
  pickOriginals: 'working',
  scan: 'working',
  call: 'asking',
  chat: 'asking',
  openMap: 'asking',
  openOutside: 'asking',
  share: 'working',
  savePicture: 'asking',
  allowNotices: 'asking',
  people: 'alone',
  choose: 'alone',
  onOpen: 'alone',
};

/** What only opens something, and the number or address that a person can use themselves if Zalo cannot. */
const OPENING: Partial<Record<string, (value: string) => string>> = {
  call: (phone) => phone,
  chat: chatAddress,
  openMap: (url) => url,
  openOutside: (url) => url,
};

type Asked = (...values: unknown[]) => Promise<unknown>;

export const zalo = Object.fromEntries(
  Object.entries(PATIENCE).map(([name, kind]) => [
    name,
    (...values: unknown[]) => {
      const work = within(patience[kind], side().then((one) => (one[name as keyof Adapter] as Asked)(...values)));
      const own = OPENING[name];
      return own ? work.catch(() => unopened.set(own(values[0] as string))) : work;
    },
  ]),
) as unknown as Adapter;
