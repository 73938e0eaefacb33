/**
 * Outside Zalo. Everything that a browser can do works; a log-in only if the service runs in DEBUG with the
 * simulated Zalo and its citizens.
 */
import { BASE } from '../base';
import { read, write } from '../storage';
import type { Adapter, Person } from './adapter';
import { chatAddress } from './adapter';
import { chosenOriginals, sendFiles } from './files';

const CHOSEN = 'simulated-citizen';
let simulator: Promise<string | null> | null = null;

/** Address of the simulated Zalo, or null: the service returns it in DEBUG only. */
function simulatorUrl(): Promise<string | null> {
  simulator ??= fetch(`${BASE}/development.json`)
    .then(async (response) => (response.ok ? ((await response.json()) as { simulator: string }).simulator : null))
    .catch(() => null);
  return simulator;
}

async function simulated<T>(path: string, method: 'GET' | 'POST'): Promise<T | null> {
  const url = await simulatorUrl();
  if (!url) return null;
  const response = await fetch(url + path, { method });
  return (await response.json()) as T;
}

const chosen = () => read<string>(CHOSEN) ?? '';

function position(): Promise<GeolocationPosition | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(resolve, () => resolve(null), { timeout: 10_000, maximumAge: 300_000 });
  });
}

/** The phone's own map app, which opens what such an address names; on other machines the web map. */
function ownMap(url: string): string {
  const place = encodeURIComponent(new URL(url).searchParams.get('destination') ?? '');
  if (!place) return url;
  if (/android/i.test(navigator.userAgent)) return `geo:0,0?q=${place}`;
  return /iphone|ipad/i.test(navigator.userAgent) ? `https://maps.apple.com/?q=${place}` : url;
}

export const adapter: Adapter = {
  accessToken: async () => chosen(),
  phoneCode: async () => {
    const answer = await simulated<{ code?: string }>(`/simulator/phone-code?token=${encodeURIComponent(chosen())}`, 'POST');
    return answer?.code ?? null;
  },
  location: async () => {
    const found = await position();
    return found && { near: `${found.coords.latitude.toFixed(5)},${found.coords.longitude.toFixed(5)}` };
  },
  sendPhotos: sendFiles,
  pickOriginals: async (source) => ({ files: await chosenOriginals(source) }),
  scan: async () => null,
  call: async (phone) => location.assign(`tel:${phone}`),
  chat: async (id) => void window.open(chatAddress(id), '_blank', 'noopener'),
  openMap: async (url) => void window.open(ownMap(url), '_blank', 'noopener'),
  openOutside: async (url) => void window.open(url, '_blank', 'noopener'),
  share: async ({ title, description, path }) => {
    if (!navigator.share) return false;
    try {
      await navigator.share({ title, text: description, url: location.origin + BASE + path });
    } catch {
      // Closed without sharing.
    }
    return true;
  },
  savePicture: async () => false,
  allowNotices: async () => false,
  people: async () => {
    const answer = await simulated<{ citizens?: Person[] }>('/simulator/citizens', 'GET').catch(() => null);
    return answer?.citizens ?? [];
  },
  choose: async (token) => void write(CHOSEN, token),
  onOpen: async () => undefined,
};
