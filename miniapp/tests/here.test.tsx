import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import Offices from '../src/screens/offices/Offices';
import { useFinding, useHere } from '../src/screens/here';
import { Where } from '../src/screens/reporting/Where';
import { vi as words } from '../src/words/vi';
import { at, problem, service } from './service';
import { show } from './show';

const zalo = vi.hoisted(() => ({ location: vi.fn(), accessToken: vi.fn() }));
vi.mock('../src/zalo', () => ({ isInside: true, zalo }));

const server = service();
const page = { count: 0, next: null, previous: null, results: [] };
let sent: unknown[];
let asked: (string | null)[];

beforeEach(() => {
  sent = [];
  asked = [];
  zalo.location.mockResolvedValue({ code: 'a-code' });
  zalo.accessToken.mockResolvedValue('a-token');
  server.use(
    http.get(at('fields/'), () => HttpResponse.json(page)),
    http.get(at('offices/'), ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('near'));
      return HttpResponse.json(page);
    }),
    http.post(at('location/'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ near: '21.32220,105.40190' });
    }),
  );
});

/** What every test begins with: the app knows nothing of the phone. */
function Forget() {
  useHere().forget();
  return null;
}
const draft = { files: [], place: '', point: '', certainty: 'exact' } as unknown as Parameters<typeof Where>[0]['draft'];
const found = vi.fn();
const screens = {
  'the list of offices': { element: <Offices />, button: words.offices.nearButton },
  'a report': { element: <Where draft={draft} prompt="" onChange={found} />, button: words.reporting.here },
};

it.each(Object.entries(screens))('reads the code of Zalo by the service on %s', async (name, { element, button }) => {
  show(<Forget />).unmount();
  show(element);
  fireEvent.click(screen.getByRole('button', { name: button }));
  await waitFor(() => expect(sent).toEqual([{ access_token: 'a-token', code: 'a-code' }]));
  if (name === 'a report') await waitFor(() => expect(found).toHaveBeenCalledWith({ point: '21.32220,105.40190' }));
  else await waitFor(() => expect(asked).toContain('21.32220,105.40190'));
});

it.each(Object.entries(screens))('says why the place did not come, and tries again with a new code, on %s', async (_name, { element, button }) => {
  show(<Forget />).unmount();
  server.use(http.post(at('location/'), () => problem(422, 'location_code_refused'), { once: true }));
  show(element);
  fireEvent.click(screen.getByRole('button', { name: button }));
  await screen.findByText('detail of location_code_refused');
  zalo.location.mockResolvedValue({ code: 'a-new-code' });
  fireEvent.click(screen.getByRole('button', { name: button }));
  await waitFor(() => expect(sent).toEqual([{ access_token: 'a-token', code: 'a-new-code' }]));
  await waitFor(() => expect(screen.queryByText('detail of location_code_refused')).toBeNull());
});

it('asks the service nothing where the phone itself says where it is, or the citizen refuses', async () => {
  const near = vi.fn();
  function Finder() {
    const { find, wasRefused } = useFinding(near);
    return <button onClick={find}>{wasRefused ? 'refused' : 'find'}</button>;
  }
  zalo.location.mockResolvedValueOnce({ near: '21.3,105.4' }).mockResolvedValueOnce(null);
  show(<Finder />);
  fireEvent.click(screen.getByText('find'));
  await waitFor(() => expect(near).toHaveBeenCalledWith('21.3,105.4'));
  fireEvent.click(screen.getByText('find'));
  await screen.findByText('refused');
  expect(sent).toEqual([]);
});
