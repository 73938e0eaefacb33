import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';

import { findNames, keptOffice, namesAt, refreshNames } from '../src/api/names';
import { change } from '../src/settings';
import { read, write } from '../src/storage';
import { at, service } from './service';

const server = service();

const card = (id: string, name: string) => ({ id, name, level_names: ['Cấp tỉnh'] });
const office = (id: string, name: string, former: string[], phone?: string) => ({
  id,
  name,
  former_names: former,
  contact: { phones: phone ? [{ name: '', openPhone: { phoneNumber: phone } }] : [] },
});
const CARDS = [card('a', 'Cấp hộ chiếu phổ thông'), card('b', 'Báo mất hộ chiếu'), card('c', 'Đăng ký thường trú')];

function answers() {
  const seen: string[] = [];
  server.use(
    http.get(at('procedures/cards/'), ({ request }) => {
      seen.push(new URL(request.url).search);
      return HttpResponse.json({ results: CARDS });
    }),
    http.get(at('offices/'), ({ request }) => {
      const first = new URL(request.url).searchParams.get('page') === '1';
      seen.push(first ? 'offices 1' : 'offices 2');
      return HttpResponse.json(
        first
          ? { results: [office('x', 'Công an phường Đông', ['Đồng Xưa'], '0210')], next: '/2' }
          : { results: [office('y', 'Công an xã Tây', [])], next: null },
      );
    }),
  );
  return seen;
}

it('finds what is kept without marks and by beginnings, all words first', async () => {
  answers();
  await refreshNames();
  expect(findNames('procedures', 'mat ho chieu').map(({ id }) => id)).toEqual(['b', 'a']);
  expect(findNames('procedures', 'đăng ky thuong')[0]?.id).toBe('c');
  expect(findNames('procedures', 'xe may')).toEqual([]);
  expect(findNames('procedures', '  ')).toEqual([]);
  expect(findNames('offices', 'dong xua')[0]).toEqual({ id: 'x', name: 'Công an phường Đông', more: 'Đồng Xưa', phone: '0210' });
  expect(keptOffice('y')?.name).toBe('Công an xã Tây');
});

it('reads what is kept once, however much is typed, and anew once it changed', async () => {
  answers();
  await refreshNames();
  const parse = vi.spyOn(JSON, 'parse');
  findNames('procedures', 'ho');
  findNames('procedures', 'ho chieu');
  expect(parse.mock.calls.filter(([text]) => text.includes('Báo mất')).length).toBeLessThanOrEqual(1);
  write('names', { ...read<object>('names'), procedures: [] });
  expect(findNames('procedures', 'ho chieu')).toEqual([]);
});

it('asks once a day, and again in another language', async () => {
  const seen = answers();
  await refreshNames();
  await refreshNames();
  expect(seen).toEqual(['', 'offices 1', 'offices 2']);
  change({ language: 'en' });
  expect(namesAt()).toBeNull();
  await refreshNames();
  expect(seen[3]).toBe('?lang=en');
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 3_600_000);
  await refreshNames();
  expect(seen).toHaveLength(9);
  change({ language: 'vi' });
});

it('keeps what it has when the network breaks off, and never a part', async () => {
  answers();
  server.use(http.get(at('offices/'), () => HttpResponse.error()));
  await expect(refreshNames()).rejects.toThrow();
  expect(namesAt()).toBeNull();
});
