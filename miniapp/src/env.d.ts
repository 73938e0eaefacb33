/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly API_URL: string;
  readonly APP_ID: string;
  readonly APP_TITLE: string;
  /** Examples for who searches by place: a commune before the mergers, without marks, and one of today. */
  readonly FORMER_PLACE: string;
  readonly PRESENT_PLACE: string;
  readonly OPEN_OUTSIDE: boolean;
}

interface Window {
  APP_ID?: string;
}
