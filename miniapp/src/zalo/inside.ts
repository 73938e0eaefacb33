/** Inside Zalo: its SDK, imported by name so that only what is used is downloaded. */
import {
  events,
  EventName,
  getAccessToken,
  getLocation,
  getPhoneNumber,
  openChat,
  openMediaPicker,
  openOutApp,
  openPhone,
  openShareSheet,
  openWebview,
  requestSendNotification,
  saveImageToGallery,
  scanQRCode,
} from 'zmp-sdk/apis';

import picture from '../share.png';
import { ApiError } from '../api/problems';
import type { Adapter, MediaSource } from './adapter';
import { chosenOriginals, sendFiles } from './files';

/** Zalo's names for taking a photo or a video. For files on the phone, an ordinary field returns the original. */
const CAMERAS: Partial<Record<MediaSource, 'zcamera_photo' | 'zcamera_video'>> = { photo: 'zcamera_photo', video: 'zcamera_video' };

/** Whatever the reason of a refusal is (the citizen, the console, an old Zalo), there is another way. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch {
    return null;
  }
}

const isDone = async (work: Promise<unknown>) => (await orNull(work.then(() => true))) ?? false;

function dial(phoneNumber: string): void {
  const link = document.createElement('a');
  link.href = `tel:${phoneNumber}`;
  link.click();
}

export const adapter: Adapter = {
  accessToken: async () => {
    const token = await orNull(getAccessToken());
    if (!token) throw new ApiError({ kind: 'zalo' });
    return token;
  },
  phoneCode: async () => (await orNull(getPhoneNumber()))?.token || null,
  location: async () => {
    const code = (await orNull(getLocation()))?.token;
    return code ? { code } : null;
  },
  sendPhotos: async (serverUploadUrl, most) => {
    const sent = await orNull(
      // Papers: little compression, and no editor, which crops to a square.
      openMediaPicker({ type: 'photo', serverUploadUrl, maxSelectItem: most, maxItemSize: 10_485_760, compressLevel: 2, editView: { enable: false } }),
    );
    const [data] = [sent?.data ?? []].flat(); // text, or a list of one
    return data ? (JSON.parse(data) as unknown) : sendFiles(serverUploadUrl, most);
  },
  pickOriginals: async (source, maxSelectItem, maxItemSize, address) => {
    const type = CAMERAS[source];
    if (!type) return { files: await chosenOriginals(source) };
    const serverUploadUrl = await address(type);
    const sent = await orNull(
      // Evidence: not compressed, not cropped.
      openMediaPicker({ type, serverUploadUrl, maxSelectItem, maxItemSize, compressLevel: 0, editView: { enable: false } }),
    );
    const [data] = [sent?.data ?? []].flat();
    return data ? { answered: JSON.parse(data) as unknown } : { files: await chosenOriginals(source) };
  },
  scan: async () => (await orNull(scanQRCode()))?.content || null,
  call: async (phoneNumber) => {
    const isCalled = await isDone(openPhone({ phoneNumber }));
    if (!isCalled) dial(phoneNumber); // an old Zalo: nobody in danger may tap in vain
  },
  chat: (id) => openChat({ type: 'oa', id }),
  openMap: (url) => openWebview({ url }),
  openOutside: (url) => openOutApp({ url }),
  share: ({ title, description, path }) =>
    isDone(
      openShareSheet({
        type: 'zmp_deep_link',
        data: { title: title.slice(0, 100), description: description.slice(0, 400), path, thumbnail: new URL(picture, location.href).href },
      }),
    ),
  savePicture: (imageBase64Data) => isDone(saveImageToGallery({ imageBase64Data })),
  allowNotices: () => isDone(requestSendNotification({})),
  people: async () => [],
  choose: async () => undefined,
  onOpen: async (listener) => {
    events.on(EventName.OpenApp, (opened: { path?: string }) => listener(/\?.*/.exec(opened?.path ?? '')?.[0] ?? ''));
  },
};
