/**
 * Zalo's own SDK against a stand-in for its bridge, the one of the browser tests.
 *
 * @vitest-environment jsdom
 * @vitest-environment-options { "url": "https://h5.zdn.vn/zapps/4242/" }
 */
import { readFileSync } from 'node:fs';

import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import { isInside, zalo } from '../src/zalo';
import { patience } from '../src/zalo/limits';
import { unopened } from '../src/zalo/unopened';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 11; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 ' +
  'Mobile Safari/537.36 Zalo android/12100732 ZaloTheme/light ZaloLanguage/vi';
const BRIDGE = readFileSync('../tests/browser/mini_app/bridge.js', 'utf8');
const COOKIES = ['zoauth', 'zoauth_vrf', 'zlink3rd'].map((name) => ({ name: `h5.zdn.vn_${name}`, value: `${name}-of-the-phone` }));
/** The citizen said no; this Zalo is too old to know the function. */
const REFUSED = { error_code: -201, error_message: 'user denied' };
const UNKNOWN = { error_code: -1404, error_message: 'not supported' };

const phone = window as unknown as { APP_ID: string; BRIDGE: Record<string, unknown>; isBridgeSilent: boolean; bridgeCalls: string[] };
/** Zalo's host gives the SDK a token for its own; the rest are counts of Zalo's that nobody reads. */
const tokens = { access_token: 'token-of-zalo', expires_in: '3600' };
const server = setupServer(
  http.all('https://h5.zalo.me/*', ({ request }) => HttpResponse.json(request.url.includes('/openapi/access_token') ? tokens : {})),
);

beforeAll(async () => {
  Object.defineProperty(navigator, 'userAgent', { value: ANDROID, configurable: true });
  phone.APP_ID = '4242';
  new Function(BRIDGE)();
  server.listen({ onUnhandledRequest: 'error' });
  answers({});
  await import('../src/zalo/inside'); // Zalo's SDK is large
}, 120_000);
afterAll(() => server.close());
beforeEach(() => {
  answers({});
  patience.asking = 60_000;
});
afterEach(() => {
  phone.isBridgeSilent = false;
});

/** What Zalo answers, by a part of the action; whatever is not named is unknown to it. */
const answers = (known: Record<string, unknown>) => void (phone.BRIDGE = { jump: { cookiesOAuthLogins: COOKIES }, ...known });

it('stands inside', () => expect(isInside).toBe(true));

it('gives what the citizen agreed to: codes that only a server can read', async () => {
  answers({ location: { token: 'code-of-the-place' }, 'get.number': { token: 'code-of-the-phone' }, 'open.qr': { content: 'of the counter' } });
  expect(await zalo.location()).toEqual({ code: 'code-of-the-place' });
  expect(await zalo.phoneCode()).toBe('code-of-the-phone');
  expect(await zalo.scan()).toBe('of the counter');
});

it('gives the token of who is logged in at Zalo', async () => {
  expect(await zalo.accessToken()).toBe('token-of-zalo');
}, 30_000);

it.each([
  ['refused', REFUSED],
  ['too old', UNKNOWN],
  ['an answer without the code', {}],
])('takes «%s» for a no, after which each screen has another way', async (_name, answer) => {
  answers({ location: answer, 'get.number': answer, 'open.qr': answer });
  expect(await zalo.location()).toBeNull();
  expect(await zalo.phoneCode()).toBeNull();
  expect(await zalo.scan()).toBeNull();
});

it.each([
  ['refused', REFUSED],
  ['too old', UNKNOWN],
])('says that nothing was done where Zalo says «%s»', async (_name, answer) => {
  answers({ notification: answer, share: answer });
  expect(await zalo.allowNotices()).toBe(false);
  expect(await zalo.share({ title: 'a', description: 'b', path: '/?office=c' } as Parameters<typeof zalo.share>[0])).toBe(false);
});

it('hands over the address or number of what it could not open', async () => {
  const map = 'https://www.google.com/maps/dir/?api=1&destination=21.3,105.4';
  answers({});
  await zalo.openMap(map);
  expect(unopened.get()).toBe(map);
  await zalo.chat('4242');
  expect(unopened.get()).toBe('https://zalo.me/4242');
  await zalo.openOutside('https://dichvucong.gov.vn/');
  expect(unopened.get()).toBe('https://dichvucong.gov.vn/');
  patience.asking = 50;
  phone.isBridgeSilent = true;
  await zalo.call('113');
  expect(unopened.get()).toBe('113');
  unopened.set('');
});

it('gives up a Zalo that never answers, and is answered when it does again', async () => {
  answers({ location: { token: 'code' } });
  patience.asking = 50;
  phone.isBridgeSilent = true;
  await expect(zalo.location()).rejects.toMatchObject({ kind: 'zalo' });
  phone.isBridgeSilent = false;
  patience.asking = 60_000;
  expect(await zalo.location()).toEqual({ code: 'code' });
});

it('dials by the phone itself where Zalo cannot call', async () => {
  const dialled: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    dialled.push(this.href);
  });
  answers({ 'open.phone': {} });
  await zalo.call('113');
  expect(dialled).toEqual([]);
  answers({});
  await zalo.call('114');
  expect(dialled).toEqual(['tel:114']);
});
