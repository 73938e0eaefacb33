/**
 * What the first screen will ask for, asked while its code is still on its way: on a slow network that saves half a
 * second. Public answers only.
 */
import { API_URL } from './address';

const asked = new Map<string, { answer: Promise<Response>; controller: AbortController }>();

export function askEarly(paths: string[]): void {
  for (const path of paths) {
    const controller = new AbortController();
    const answer = fetch(API_URL + path, { signal: controller.signal });
    answer.catch(() => undefined); // whoever takes it hears of it
    asked.set(API_URL + path, { answer, controller });
  }
}

/** The answer that was asked for early: once, and until `signal` gives it up. */
export function early({ url, method, headers }: Request, signal: AbortSignal): Promise<Response> | undefined {
  const found = method === 'GET' && !headers.has('Authorization') ? asked.get(url) : undefined;
  if (!found) return undefined;
  asked.delete(url);
  signal.addEventListener('abort', () => found.controller.abort());
  return found.answer;
}
