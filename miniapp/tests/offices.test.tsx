import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import Office from '../src/screens/office/Office';
import Offices from '../src/screens/offices/Offices';
import { names, read } from '../src/storage';
import { vi as words } from '../src/words/vi';
import { at, service } from './service';
import { show } from './show';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: { location: async () => null } }));

const server = service();
const page = (results: object[]) => ({ count: results.length, next: null, previous: null, results });
const card = (open_now: boolean | null) => ({ id: 'ca-xa-a', name: 'Công an xã A', matched_name: null, distance_m: null, address: '', open_now });
let asked: string[];

beforeEach(() => {
  asked = [];
  server.use(
    http.get(at('fields/'), () => HttpResponse.json(page([]))),
    http.get(at('offices/'), ({ request }) => {
      const openNow = new URL(request.url).searchParams.get('open_now');
      asked.push(openNow ?? '');
      return HttpResponse.json(page(openNow ? [] : [card(false)]));
    }),
  );
});

it('asks the service which offices are open now, and keeps no answer to that', async () => {
  show(<Offices />);
  await screen.findByText(words.common.office.closedNow);
  const kept = () => names('answer:').map((name) => read(name));
  const before = kept();
  fireEvent.click(screen.getByRole('checkbox', { name: words.offices.openOnly }));
  await screen.findByText(words.offices.noneOpen);
  expect(asked).toEqual(['', 'true']);
  expect(kept()).toEqual(before);
});

it('does not say of a kept answer that an office is open now', async () => {
  server.use(http.get(at('offices/'), () => HttpResponse.json(page([card(true)])), { once: true }));
  show(<Offices />).unmount();
  await waitFor(() => expect(names('answer:["offices"')).toHaveLength(1));
  server.use(http.get(at('offices/'), () => HttpResponse.error()));
  show(<Offices />);
  await screen.findByRole('link', { name: 'Công an xã A' });
  expect(screen.queryByText(words.common.office.openNow)).toBeNull();
});

it('leads to the field where a place is typed when the phone does not say where it is', async () => {
  show(<Offices />);
  expect(document.activeElement).toBe(document.body);
  fireEvent.click(screen.getByRole('button', { name: words.offices.nearButton }));
  await screen.findByText(words.offices.nearRefused);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: words.offices.search })));
});

it('leads to the page of every office that another one names', async () => {
  const named = (id: string) => ({ id, name: id, kind: 'commune', kind_name: '' });
  const office = {
    ...card(null), state: 'ended', kind_name: '', area: '', note: '', point: null, directions: null, source: '', valid_to: '2026-01-01',
    contact: { phones: [], openChat: null }, fields_served: [], officers: [], former_names: [], receives_visitors: true, verified: false,
    parents: [named('tren')], children: [named('duoi-1'), named('duoi-2'), named('duoi-3')], successor: named('thay'),
  };
  server.use(http.get(at('offices/ca-xa-a/'), () => HttpResponse.json(office)));
  show(<Office />, { address: '/offices/ca-xa-a', path: '/offices/:id' });
  await screen.findByRole('link', { name: words.offices.successor('thay') });
  const led = [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
  expect(led).toEqual(expect.arrayContaining(['tren', 'duoi-1', 'duoi-2', 'duoi-3', 'thay'].map((id) => `/offices/${id}`)));
});
