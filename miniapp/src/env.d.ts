/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly API_URL: string;
  readonly APP_ID: string;
  readonly APP_TITLE: string;
  readonly OPEN_OUTSIDE: boolean;
}

interface Window {
  APP_ID?: string;
}
