/** The address of the Mini App: Zalo's functions fail outside /zapps/<id>/, so every address stays below it. */
export const APP_ID: string = window.APP_ID ?? /^\/zapps\/([^/]+)/.exec(location.pathname)?.[1] ?? import.meta.env.APP_ID;
export const BASE = `/zapps/${APP_ID}`;

window.APP_ID = APP_ID; // read by Zalo's SDK
