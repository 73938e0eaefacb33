import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';

import Answer from '../src/screens/results/Answer';
import Results from '../src/screens/results/Results';
import { vi as words } from '../src/words/vi';
import { at, service } from './service';
import { show } from './show';

const server = service();
const own = words.results.answer;
const sentence = (text: string, condition = '') => ({ text, condition, source: 'Thông tư 28/2026/TT-BTC', as_of: '2026-11-29', certainty: 'certain', doubt: '' });
const card = {
  kind: 'answer',
  procedure: 'ho-chieu',
  name: 'Làm hộ chiếu',
  part: 'fee',
  part_name: 'Lệ phí',
  case: 'Cấp mới',
  sentences: [sentence('100.000 đồng', 'Cấp mới'), sentence('từ 01/01/2027: 200.000 đồng')],
  choices: [] as { label: string; q: string }[],
  note: '',
  next: { checklist: '/api/v1/procedures/ho-chieu/checklist/', question: { procedure: 'ho-chieu', text: 'q' } },
};
const answers = (body: object) => server.use(http.get(at('answers/'), () => HttpResponse.json(body)));

it('says the sentence before anything else, and its source', async () => {
  answers(card);
  const { container } = show(<Answer search="q" />);
  await screen.findByText('100.000 đồng');
  expect(container.querySelector('[aria-live=polite]')?.textContent).toMatch(/^100\.000 đồng/);
  screen.getByText('Thông tư 28/2026/TT-BTC · đúng vào ngày 29/11/2026');
});

it('folds a long list, so that the results stay near', async () => {
  answers({ ...card, sentences: Array.from({ length: 9 }, (_, place) => sentence(`giấy ${place}`)) });
  show(<Answer search="q" />);
  const fold = (await screen.findByText(own.more(4))).closest('details');
  expect(fold?.open).toBe(false);
  expect(fold?.querySelectorAll('li').length).toBe(4);
});

it('sends a thumb without the question', async () => {
  const sent: unknown[] = [];
  answers(card);
  server.use(
    http.post(at('answers/ratings/'), async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  show(<Answer search="q" />);
  fireEvent.click(await screen.findByRole('button', { name: own.unhelpful }));
  await screen.findByText(own.thanks);
  await waitFor(() => expect(sent).toEqual([{ procedure: 'ho-chieu', part: 'fee', helpful: false }]));
});

it('asks back with a link for each choice', async () => {
  answers({ ...card, kind: 'ask', sentences: [], choices: [{ label: 'Cấp mới', q: 'hộ chiếu: lệ phí – Cấp mới' }] });
  show(<Answer search="q" />);
  const link = await screen.findByRole('link', { name: 'Cấp mới' });
  expect(link.getAttribute('href')).toContain('/search?q=');
});

it('offers to ask an officer what nothing answers', async () => {
  answers({ ...card, kind: 'none', sentences: [], note: 'Chưa có câu trả lời soạn sẵn.' });
  show(<Answer search="q" />);
  await screen.findByRole('button', { name: words.results.ask });
});

it.each([
  ['low', words.results.maybe],
  ['high', words.results.count(1)],
])('heads results by how sure the service is: %s', async (confidence, title) => {
  const found = { id: 'ho-chieu', name: 'Làm hộ chiếu', time: '', fee: '', channels: [], levels: [], level_names: [] };
  const page = { count: 1, next: null, previous: null, results: [found], did_you_mean: null, hints: [], doors: [], danger: null, confidence };
  answers({ ...card, kind: 'none', sentences: [] });
  server.use(http.get(at('procedures/'), () => HttpResponse.json(page)));
  show(<Results />, { address: '/search?q=ho', path: '/search' });
  await screen.findByRole('heading', { name: title });
});
