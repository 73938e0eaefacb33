/** The phone, inside or outside Zalo. Its side is downloaded with the first call. */
import type { Adapter } from './adapter';
import { patience, within } from './limits';

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
  follow: 'asking',
  allowNotices: 'asking',
  openPermissions: 'asking',
  people: 'alone',
  choose: 'alone',
  onOpen: 'alone',
};

type Asked = (...values: unknown[]) => Promise<unknown>;

export const zalo = Object.fromEntries(
  Object.entries(PATIENCE).map(([name, kind]) => [
    name,
    (...values: unknown[]) => within(patience[kind], side().then((one) => (one[name as keyof Adapter] as Asked)(...values))),
  ]),
) as unknown as Adapter;
