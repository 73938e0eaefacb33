import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';

import type { Office } from '../src/api/types';
import Duty from '../src/screens/office/Duty';
import { vi as words } from '../src/words/vi';
import { at, service } from './service';
import { show } from './show';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: {} }));

const server = service();
const office = { id: 'ca-phuong-a', kind: 'commune' } as Office;
const phone = (number: string) => ({ name: 'Trực ban', openPhone: { phoneNumber: number } });
const here = words.offices.duty;
const beat = { name: 'Xóm Đồng', post: 'Cảnh sát khu vực', officer: null, phone: phone('02103846999'), is_checked: true };
let asked: string[];

const onDuty = (note: string) => HttpResponse.json({ on_duty: note ? [] : [{ function: 'desk', function_name: 'Trực ban' }], phone: phone('02103846123'), note });
const beats = (...results: object[]) =>
  server.use(
    http.get(at('offices/beats/'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(`${query.get('place')} ${query.get('name')}`);
      return HttpResponse.json({ results });
    }),
  );

beforeEach(() => {
  asked = [];
  server.use(http.get(at('offices/ca-phuong-a/duty/'), () => onDuty('')));
});

it('says which posts are open and asks for nobody before a place is typed', async () => {
  beats(beat);
  show(<Duty office={office} />);
  await screen.findByText('Trực ban');
  expect(asked).toEqual([]);
  fireEvent.input(screen.getByLabelText(here.field), { target: { value: 'xom dong' } });
  fireEvent.click(screen.getByRole('button', { name: here.button }));
  await screen.findByText('Cảnh sát khu vực');
  expect(asked).toEqual(['ca-phuong-a xom dong']);
  expect(document.querySelector('a[href="tel:02103846999"]')).not.toBeNull();
});

it('asks at once for the place that a search has named', async () => {
  beats(beat);
  show(<Duty office={office} />, { address: '/?beat=xom+dong' });
  await screen.findByText('Xóm Đồng');
});

it('leads to the desk and 113 where nobody is known', async () => {
  beats();
  show(<Duty office={office} />, { address: '/?beat=to+99' });
  await screen.findByText(/Chưa rõ cán bộ phụ trách/);
  expect(document.querySelector('a[href="tel:113"]')).not.toBeNull();
  await waitFor(() => expect(screen.getAllByRole('link', { name: here.desk('02103846123') })).toHaveLength(2));
});

it('says so where nobody has looked for too long', async () => {
  beats({ ...beat, is_checked: false });
  show(<Duty office={office} />, { address: '/?beat=xom+dong' });
  await screen.findByText(here.unchecked);
});

it('never shows a gap as a blank', async () => {
  server.use(http.get(at('offices/ca-phuong-a/duty/'), () => onDuty('Chưa rõ')));
  show(<Duty office={office} />);
  await screen.findByText(here.nobody);
  expect(document.querySelector('a[href="tel:113"]')).not.toBeNull();
});
