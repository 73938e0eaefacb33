/** The phone, whichever it is. Its side is downloaded when the first thing is asked of it. */
import type { Adapter } from './adapter';

export type { Location, MediaSource, Person, Picked } from './adapter';

/** True inside Zalo, where addresses of other hosts may not simply be opened. */
export const isInside = /(^|\.)h5\.zdn\.vn$/.test(location.hostname);

const side = async (): Promise<Adapter> => (isInside ? await import('./inside') : await import('./browser')).adapter;

export const zalo: Adapter = {
  accessToken: async () => (await side()).accessToken(),
  phoneCode: async () => (await side()).phoneCode(),
  location: async () => (await side()).location(),
  sendPhotos: async (url, most) => (await side()).sendPhotos(url, most),
  pickOriginals: async (...asked) => (await side()).pickOriginals(...asked),
  scan: async () => (await side()).scan(),
  call: async (phone) => (await side()).call(phone),
  chat: async (id) => (await side()).chat(id),
  openMap: async (url) => (await side()).openMap(url),
  openOutside: async (url) => (await side()).openOutside(url),
  share: async (what) => (await side()).share(what),
  follow: async (id) => (await side()).follow(id),
  allowNotices: async () => (await side()).allowNotices(),
  openPermissions: async () => (await side()).openPermissions(),
  people: async () => (await side()).people(),
  choose: async (token) => (await side()).choose(token),
  onOpen: async (listener) => (await side()).onOpen(listener),
};
