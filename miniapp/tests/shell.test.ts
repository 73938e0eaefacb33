import { expect, it } from 'vitest';

import { askEarly, early } from '../src/api/early';
import { BASE } from '../src/base';
import { change } from '../src/settings';
import { paintNoNetwork, paintShell } from '../src/shell';
import { http, HttpResponse } from 'msw';
import { at, service } from './service';

const server = service();

function painted(address = `${BASE}/`) {
  history.replaceState(null, '', address);
  const place = document.createElement('div');
  paintShell(place);
  return place;
}

it('paints the title, the emergency calls and the place of what comes', () => {
  const place = painted();
  expect(place.querySelector('h1')?.textContent).toBe(import.meta.env.APP_TITLE);
  expect([...place.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(['tel:113', 'tel:114', 'tel:115']);
  expect(place.querySelector('.skeleton')).not.toBeNull();
});

it('speaks the chosen language', () => {
  change({ language: 'en' });
  expect(painted().textContent).toContain('Ambulance');
  change({ language: 'vi' });
});

it('paints no title of the first screen for a deep link', () => {
  expect(painted(`${BASE}/offices`).querySelector('h1')?.textContent).toBe('');
  expect(painted(`${BASE}/?office=1`).querySelector('h1')?.textContent).toBe('');
});

it('keeps the emergency calls when the app cannot come', () => {
  const place = painted();
  paintNoNetwork(place);
  expect(place.querySelector('[role=alert]')?.textContent).toContain('Không có mạng');
  expect(place.querySelectorAll('a')).toHaveLength(3);
});

it('hands an early answer to whoever asks for the same, once, and never to a citizen', async () => {
  let count = 0;
  server.use(http.get(at('fields/'), () => HttpResponse.json({ count: (count += 1) })));
  const { signal } = new AbortController();
  askEarly(['/api/v1/fields/']);
  expect(early(new Request(at('fields/'), { headers: { Authorization: 'Bearer x' } }), signal)).toBeUndefined();
  expect(await (await early(new Request(at('fields/')), signal))?.json()).toEqual({ count: 1 });
  expect(early(new Request(at('fields/')), signal)).toBeUndefined();
});

it('gives an early answer up when its taker does', async () => {
  server.use(http.get(at('fields/'), () => new Promise(() => undefined)));
  const controller = new AbortController();
  askEarly(['/api/v1/fields/']);
  const answer = early(new Request(at('fields/')), controller.signal);
  controller.abort();
  await expect(answer).rejects.toThrow();
});
