/**
 * What the app needs from the phone. Inside Zalo its SDK does it, elsewhere the browser. Each throws an ApiError of
 * kind `zalo` if Zalo does not answer in time.
 */

/** A citizen of the simulated Zalo, if the service runs in DEBUG. */
export interface Person {
  token: string;
  words: string;
}

/** The position: in the form of the API's `near`, or as Zalo's code that only a server can decode. */
export type Location = { near: string } | { code: string };

/** Taken now, or chosen from the phone. */
export type MediaSource = 'photo' | 'video' | 'file';

/** Files that we send ourselves, or the service's answer to a picker that sent them. */
export type Picked = { files: File[] } | { answered: unknown };

export const chatAddress = (officialAccount: string) => `https://zalo.me/${encodeURIComponent(officialAccount)}`;

export interface Adapter {
  /** Token that proves to our service who this is. Zalo does not ask the citizen. Throws if there is none. */
  accessToken(): Promise<string>;
  /** Code for `phone_code`; null if the citizen or Zalo refused. */
  phoneCode(): Promise<string | null>;
  /** Null if refused: the screen then lets the citizen type a place. */
  location(): Promise<Location | null>;
  /** Let the citizen choose up to `most` photos and send them to `uploadUrl`; null if none was chosen. */
  sendPhotos(uploadUrl: string, most: number): Promise<unknown>;
  /**
   * Let the citizen take or choose up to `most` originals, none larger than `mostBytes`: never made
   * smaller, never cropped. `address` gives the place where a picker that sends by itself posts them.
   */
  pickOriginals(source: MediaSource, most: number, mostBytes: number, address: (picker: string) => Promise<string>): Promise<Picked>;
  /** Text of a scanned QR code; null if refused or impossible: the screen then lets the citizen type it. */
  scan(): Promise<string | null>;
  // These throw where Zalo cannot; `unopened` then has what the person can open by themselves.
  call(phone: string): Promise<void>;
  chat(officialAccount: string): Promise<void>;
  openMap(url: string): Promise<void>;
  openOutside(url: string): Promise<void>;
  /** Share a screen with a friend; false if that is impossible, so that the caller shows an address to copy. */
  share(what: { title: string; description: string; path: string }): Promise<boolean>;
  /** Put a picture (a data URL) among the phone's photos; false if that is impossible. */
  savePicture(picture: string): Promise<boolean>;
  allowNotices(): Promise<boolean>;
  /** Citizens to choose from; none inside Zalo, and none outside DEBUG. */
  people(): Promise<Person[]>;
  choose(token: string): Promise<void>;
  /** Call `listener` with the query when Zalo opens a sleeping app with a new deep link. */
  onOpen(listener: (query: string) => void): Promise<void>;
}
