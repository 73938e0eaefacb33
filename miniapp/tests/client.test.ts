import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';

import { answer, ApiError, createPortal } from '../client/src';
import { at, service } from './service';

const server = service();
const baseUrl = new URL(at('')).origin;

it('says by an ApiError that a network answered with its own page', async () => {
  server.use(http.get(at('reception/queues/'), () => HttpResponse.html('<p>Log in to the hotel')));
  const asked = answer(createPortal({ baseUrl }).GET('/api/v1/reception/queues/', { params: { query: {} } }));
  const error = await asked.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).isPassing).toBe(true);
});
