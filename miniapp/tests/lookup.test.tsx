import { fireEvent, screen } from '@testing-library/preact';
import { http } from 'msw';
import { expect, it } from 'vitest';

import LookUp from '../src/screens/lookup/LookUp';
import { vi as words } from '../src/words/vi';
import { at, problem, service } from './service';
import { show } from './show';

const server = service();
const own = words.lookUp;
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(new RegExp(label), { selector: 'input:not([type=radio])' }), { target: { value } });

it('says what helps at a code that others guessed at, and sends both numbers', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(at('dossiers/lookup/'), async ({ request }) => {
      sent.push(await request.json());
      return problem(429, 'code_guessed', { 'Retry-After': '3600' });
    }),
  );
  show(<LookUp />, { address: '/lookup?code=G01.899.909-260916-890028' });
  fireEvent.click(screen.getByLabelText(own.proofs.both_last4));
  type(own.value.phone_last4, '5678');
  fireEvent.click(screen.getByRole('button', { name: own.button }));
  await screen.findByText(own.wrong.id_last4);
  expect(sent).toEqual([]);
  type(own.value.id_last4, '4321');
  fireEvent.click(screen.getByRole('button', { name: own.button }));
  await screen.findByText(own.guessedText);
  expect(sent).toEqual([{ code: 'G01.899.909-260916-890028', phone_last4: '5678', id_last4: '4321' }]);
});
