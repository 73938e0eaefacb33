import { fireEvent, screen } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';

import Results from '../src/screens/results/Results';
import Scam from '../src/screens/scam/Scam';
import { at, problem, service } from './service';
import { show } from './show';

const server = service();
const TEXT = 'gọi 0912 345 678';
const check = { verdict: 'Có trong cảnh báo ngày 12/11/2026: «Giả mạo».', is_known: true, signs: [], warnings: [], advice: 'Chưa chuyển tiền.' };

function ask() {
  show(<Scam />);
  fireEvent.input(screen.getByRole('textbox'), { target: { value: TEXT } });
  fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra' }));
}

it('says what warnings say of what was pasted, and stores nothing', async () => {
  let sent: unknown;
  server.use(http.post(at('scam-checks/'), async ({ request }) => ((sent = await request.json()), HttpResponse.json(check))));
  ask();
  expect(await screen.findByText(check.verdict)).toBeTruthy();
  expect(sent).toEqual({ text: TEXT });
  expect(JSON.stringify({ ...localStorage })).not.toContain('0912');
});

it('keeps what was pasted when the service fails', async () => {
  server.use(http.post(at('scam-checks/'), () => problem(503, 'unavailable')));
  ask();
  expect(await screen.findByText('detail of unavailable')).toBeTruthy();
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe(TEXT);
});

it('leads from a search through doors, with the words for a report', async () => {
  const doors = [
    { origin: 'report_kind', id: 'site_report', title: 'Phản ánh hiện trường', reason: 'Chụp ảnh.', is_open: true, topic: 'lamp' },
    { origin: 'vneid', id: 'papers', title: 'Giấy tờ không hiện', reason: 'Làm mới.' },
  ];
  const page = { count: 0, next: null, previous: null, results: [], did_you_mean: null, hints: [], doors };
  server.use(
    http.get(at('procedures/'), () => HttpResponse.json(page)),
    http.get(at('answers/'), () => problem(503, 'unavailable')),
  );
  show(<Results />, { address: '/search?q=đèn hỏng', path: '/search' });
  const link = (await screen.findByText('Phản ánh hiện trường')).closest('a');
  expect(decodeURIComponent(link?.getAttribute('href') ?? '')).toContain('/report/site_report?words=đèn+hỏng&topic=lamp');
  expect(screen.getByText('Làm mới.')).toBeTruthy();
});
