/** The service, as far as a test needs it. */
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

export const at = (path: string) => `${location.origin}/api/v1/${path}`;

export const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  HttpResponse.json(
    { type: `urn:${code}`, title: code, status, code, detail: `detail of ${code}`, instance: 'a1b2', errors: [] },
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  );

export const citizen = { name: 'Nguyễn Thị Lan', avatar_url: '', phone: null, phone_verified_at: null, created_at: '2026-11-01T00:00:00Z' };

/** Answers of `POST session/`: token-1, token-2 … */
export function logins() {
  const seen = { count: 0 };
  const handler = http.post(at('session/'), () => {
    seen.count += 1;
    return HttpResponse.json({ token: `token-${seen.count}`, expires_at: '2026-11-27T00:00:00Z', citizen, phone_error: null });
  });
  return { seen, handler };
}

export function service() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}
