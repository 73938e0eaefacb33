import { answer, mine } from '../client';
import type { Consent } from '../types';

/** A photo at the service that belongs to no message yet. */
export interface UploadedPhoto {
  name: string;
  url: string;
  /** When it was sent. */
  since: number;
}

/** The result of an upload by anybody: photos, or the service's reason for refusing. */
export type Uploaded = { photos: UploadedPhoto[] } | { refused: string };

/** An address for photos, valid for some minutes. Throws `photo_consent_missing`. */
export async function photoAddress(): Promise<string> {
  return (await answer(mine.POST('/api/v1/photos/ticket/'))).upload_url;
}

/** The text that a citizen reads before agreeing to photos. */
export async function photoConsent(): Promise<{ version: string; consent: Consent | undefined }> {
  const { policy_version, consents } = await answer(mine.GET('/api/v1/me/consents/'));
  return { version: policy_version, consent: consents.find(({ purpose }) => purpose === 'photo') };
}

export function agreeToPhotos(policy_version: string) {
  return answer(mine.POST('/api/v1/me/consents/', { body: { purpose: 'photo', granted: true, policy_version } }));
}

/** Read a picker's answer, which may be anything. */
export function readUpload(answered: unknown): Uploaded {
  const said = (typeof answered === 'object' && answered !== null ? answered : {}) as {
    data?: { domain?: unknown; images?: unknown };
    detail?: unknown;
  };
  const images: unknown[] = Array.isArray(said.data?.images) ? said.data.images : [];
  const names = images.filter((name) => typeof name === 'string');
  if (names.length === 0) return { refused: typeof said.detail === 'string' ? said.detail : '' };
  const domain = typeof said.data?.domain === 'string' ? said.data.domain : '';
  return { photos: names.map((name) => ({ name, url: domain + name, since: Date.now() })) };
}
