/** Keeping the app itself on the phone, so that a browser starts it without network. */
import { BASE } from './base';
import { settings } from './settings';
import { isInside } from './zalo';

/**
 * Let a service worker keep the built files (src/worker.js). Not inside Zalo: the page is Zalo's, and so is its host,
 * where no worker of ours may stand.
 */
export async function keepForOffline(): Promise<void> {
  if (isInside || !import.meta.env.PROD || !navigator.serviceWorker) return;
  const { language } = settings.get();
  await navigator.serviceWorker.register(`${BASE}/worker.js?language=${language}`, { scope: `${BASE}/` });
}
