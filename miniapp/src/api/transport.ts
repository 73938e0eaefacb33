/** One exchange with the service: limited in time, repeated only if the service asks for it. */
import { observable } from '../observable';
import { synchronise } from './clock';
import { early } from './early';
import { ApiError, problemOf } from './problems';

/** Limits of a request. Tests shorten them. */
export const limits = { readMs: 20_000, writeMs: 40_000, partMs: 180_000, longestWaitSeconds: 30, repeats: 2, msPerSecond: 1000 };

/** Seconds that a request waits now because the service asked for it, else null: shown on every screen. */
export const waiting = observable<number | null>(null);

/** Send `request`; return its answer after reading its JSON body, or throw an ApiError. */
export async function exchange(request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(request.clone());
    } catch (error) {
      if (!(error instanceof ApiError) || attempt >= limits.repeats || !mayRepeat(request, error)) throw error;
      await wait(error.retryAfter ?? 0);
    }
  }
}

function mayRepeat(request: Request, error: ApiError): boolean {
  const asked = (error.status === 429 || error.status === 503) && error.retryAfter !== null;
  const isSafe = request.method !== 'POST' || request.headers.has('Idempotency-Key');
  return asked && isSafe && (error.retryAfter ?? 0) <= limits.longestWaitSeconds;
}

async function wait(seconds: number): Promise<void> {
  waiting.set(seconds);
  await new Promise((resolve) => setTimeout(resolve, seconds * limits.msPerSecond));
  waiting.set(null);
}

/** A part of a large file takes minutes on a slow network. */
function limitOf(request: Request): number {
  if (request.headers.has('Upload-Offset')) return limits.partMs;
  return request.method === 'GET' ? limits.readMs : limits.writeMs;
}

async function once(request: Request): Promise<Response> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, limitOf(request));
  request.signal.addEventListener('abort', stop); // its sender does not want it any more
  try {
    const response = await (early(request, controller.signal) ?? fetch(request, { signal: controller.signal }));
    synchronise(response.headers.get('Date'));
    const text = await response.text(); // bodies can be late, too
    if (!response.ok) throw problemOf(response, text);
    return checked(response, text);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError({ kind: controller.signal.aborted ? 'late' : 'offline' });
  } finally {
    clearTimeout(timer);
  }
}

/** Portals of hotels, proxies and broken networks answer 200 with something else: that does not count. */
function checked(response: Response, text: string): Response {
  const { status, headers } = response;
  if (status === 204) return new Response(null, { status, headers });
  if (text.startsWith('BEGIN:VCALENDAR')) return new Response(text, { status, headers });
  try {
    JSON.parse(text);
  } catch {
    throw new ApiError({ kind: 'unreadable', status, requestId: headers.get('X-Request-ID') ?? '' });
  }
  return new Response(text, { status, headers });
}
