import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { readUpload } from '../src/api/queries/photos';
import { empty, outbox } from '../src/api/outbox';
import { forget, logIn } from '../src/api/session';
import Ask from '../src/screens/ask/Ask';
import { WordsProvider } from '../src/words';
import { vi as words } from '../src/words/vi';
import { at, logins, problem, service } from './service';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: { accessToken: async () => 'zalo-token' } }));

const server = service();
const NOTHING = { danger: null, hints: [], answers: [], procedures: [] };
const ROBBED = {
  ...{ kind: 'robbery', number: '113', sentence: 'Gọi ngay 113.', until_help: 'Đừng đuổi theo.', source: 'Điều 145', source_url: '' },
  ...{ in_language: '', language: '', next: ['report', 'offices'] },
};
const URGENT = { ...NOTHING, danger: ROBBED };
let sent: { key: string | null; body: unknown }[];

beforeEach(async () => {
  forget();
  empty();
  sent = [];
  server.use(
    logins().handler,
    http.post(at('questions/suggestions/'), () => HttpResponse.json(NOTHING)),
    http.post(at('questions/'), async ({ request }) => {
      sent.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() });
      return HttpResponse.json({ id: 7 }, { status: 201 });
    }),
  );
  await logIn();
});
afterEach(cleanup);

function open(address = '/ask') {
  render(
    <WordsProvider first={words}>
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter initialEntries={[address]}>
          <Ask />
        </MemoryRouter>
      </QueryClientProvider>
    </WordsProvider>,
  );
}
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: words.ask.text });
const write = (text: string) => fireEvent.input(field(), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

it('sends a question once, however often its button is tapped', async () => {
  open();
  write('Làm căn cước ở đâu?');
  press(words.ask.send);
  press(words.ask.send);
  fireEvent.submit(field().form as HTMLFormElement);
  await waitFor(() => expect(sent).toHaveLength(1));
  await pause();
  expect(sent).toMatchObject([{ body: { text: 'Làm căn cước ở đâu?' } }]);
});

it('keeps what is being written until it is sent', async () => {
  open();
  write('Làm căn cước ở đâu?');
  cleanup();
  open();
  expect(field().value).toBe('Làm căn cước ở đâu?');
  press(words.ask.send);
  await waitFor(() => expect(sent).toHaveLength(1));
  await waitFor(() => expect(localStorage.getItem('portal:draft:question')).toBeNull());
});

it('sends a question that was refused once more under the same key, and keeps its text', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(at('questions/'), ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return problem(422, 'questions_too_many');
    }),
  );
  open();
  write('Làm căn cước ở đâu?');
  press(words.ask.send);
  await screen.findByText('detail of questions_too_many');
  cleanup();
  open();
  press(words.ask.send);
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(new Set(keys).size).toBe(1);
  expect(field().value).toBe('Làm căn cước ở đâu?');
});

it('counts as the service does, says by how much a text is too long, and cuts nothing', async () => {
  const text = `${'😀'.repeat(2001)} `;
  open();
  write(text);
  expect(screen.getByRole('alert').textContent).toBe(words.ask.tooLong(1));
  press(words.ask.send);
  await pause();
  expect(sent).toEqual([]);
  expect(field().value).toBe(text);
});

it('shows an emergency first, and still sends', async () => {
  server.use(http.post(at('questions/suggestions/'), () => HttpResponse.json(URGENT)));
  open();
  write('Nhà tôi đang bị cướp');
  press(words.ask.send);
  await screen.findByText(ROBBED.sentence);
  const calls = screen.getAllByRole('link', { name: words.common.call('113') }); // the page's own, too
  expect(calls.map((one) => one.getAttribute('href'))).toEqual(['tel:113', 'tel:113']);
  expect(sent).toEqual([]);
  press(words.ask.sendAnyway);
  await waitFor(() => expect(sent).toHaveLength(1));
});

it('says who receives the procedures that it suggests: twins have one name', async () => {
  const twin = (level: string) => ({ id: `tam-tru-${level}`, short_name: 'Đăng ký tạm trú', levels: [level], level_names: [level] });
  server.use(http.post(at('questions/suggestions/'), () => HttpResponse.json({ ...NOTHING, procedures: [twin('tinh'), twin('xa'), twin('huyen')] })));
  open();
  write('Đăng ký tạm trú thế nào?');
  press(words.ask.send);
  const led = await screen.findAllByRole('link', { name: /Đăng ký tạm trú/ });
  const { tinh, xa } = words.common.levels;
  expect(led.map((link) => link.textContent)).toEqual([tinh, xa, 'huyen'].map((level) => `Đăng ký tạm trú${level}`));
});

it('is not stopped by suggestions that fail', async () => {
  server.use(http.post(at('questions/suggestions/'), () => new HttpResponse('<h1>502</h1>', { status: 502 })));
  open();
  write('Làm căn cước ở đâu?');
  press(words.ask.send);
  await waitFor(() => expect(sent).toHaveLength(1));
});

it('lets people choose among offices of one name, and sends what the service named', async () => {
  const named = ['ca-xa-tan-lap-1', 'ca-xa-tan-lap-2'].map((value) => ({
    ...{ pointer: '/body/office', code: 'candidate', detail: `Công an ${value}`, value },
  }));
  const refused = { code: 'place_ambiguous', detail: 'Có nhiều nơi.', errors: named };
  server.use(http.post(at('questions/'), () => HttpResponse.json(refused, { status: 422 }), { once: true }));
  open();
  write('Làm căn cước ở đâu?');
  press(words.ask.send);
  fireEvent.click(await screen.findByRole('radio', { name: 'Công an ca-xa-tan-lap-2' }));
  press(words.ask.send);
  await waitFor(() => expect(sent).toMatchObject([{ body: { office: 'ca-xa-tan-lap-2' } }]));
});

it('keeps a question without network on the phone, and says so', async () => {
  server.use(
    http.post(at('questions/suggestions/'), () => HttpResponse.error()),
    http.post(at('questions/'), () => HttpResponse.error()),
  );
  open('/ask?dossier=G01.899.909-260916-890028');
  write('Bao giờ xong?');
  press(words.ask.send);
  await screen.findByText(words.ask.kept);
  expect(outbox.get()).toMatchObject([{ body: { text: 'Bao giờ xong?', dossier: 'G01.899.909-260916-890028' } }]);
});

it('reads what a picker passed on, whatever it is', () => {
  expect(readUpload({ err: 0, data: { domain: 'https://a/', images: ['x'] } })).toEqual({ photos: [{ name: 'x', url: 'https://a/x', since: expect.any(Number) as number }] });
  expect(readUpload({ code: 'photo_refused', detail: 'Tệp này không phải ảnh.' })).toEqual({ refused: 'Tệp này không phải ảnh.' });
  expect([undefined, 'x', 5, [], { data: null }, { data: { images: 'x' } }].map(readUpload)).toEqual(Array(6).fill({ refused: '' }));
});
