/**
 * What the app wants of the phone. Inside Zalo its SDK does it, elsewhere the browser. Each throws an
 * ApiError of kind `zalo` when Zalo does not answer in time.
 */

/** A citizen of the simulated Zalo, where the service runs in DEBUG. */
export interface Person {
  token: string;
  words: string;
}

/** Where the phone is: as the API takes it in `near`, or as Zalo's code that only a server can read. */
export type Location = { near: string } | { code: string };

/** Taken now, or chosen from what the phone has. */
export type MediaSource = 'photo' | 'video' | 'file';

/** Files that we send ourselves, or what the service answered to a picker that sent them. */
export type Picked = { files: File[] } | { answered: unknown };

export interface Adapter {
  /** Token that proves to our service who this is. Zalo asks nobody for it. Throws if there is none. */
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
  call(phone: string): Promise<void>;
  chat(officialAccount: string): Promise<void>;
  openMap(url: string): Promise<void>;
  openOutside(url: string): Promise<void>;
  /** Offer a screen to a friend; false if there is no way, so that the caller shows an address to copy. */
  share(what: { title: string; description: string; path: string }): Promise<boolean>;
  follow(officialAccount: string): Promise<boolean>;
  allowNotices(): Promise<boolean>;
  openPermissions(): Promise<void>;
  /** Citizens to choose from; none inside Zalo, and none outside DEBUG. */
  people(): Promise<Person[]>;
  choose(token: string): Promise<void>;
  /** Call `listener` with the query when Zalo brings an app that sleeps to a new deep link. */
  onOpen(listener: (query: string) => void): Promise<void>;
}
