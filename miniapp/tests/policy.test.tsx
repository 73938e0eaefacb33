import { screen } from '@testing-library/preact';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';

import Policy from '../src/screens/policy/Policy';
import { at, problem, service } from './service';
import { show } from './show';

const server = service();

it('says which version of the terms is shown, and of when it is', async () => {
  const terms = { version: '2026-11', app_name: 'A', owner: { name: 'Công an tỉnh', address: '', phone: '' }, sections: [], complain: 'Gọi.' };
  server.use(
    http.get(at('terms/'), () => HttpResponse.json(terms)),
    http.get(at('privacy/'), () => problem(404, 'not_found')),
  );
  show(<Policy />);
  expect(await screen.findByText('Bản 2026-11, ban hành tháng 11/2026')).toBeTruthy();
});
