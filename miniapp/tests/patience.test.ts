import { beforeEach, expect, it, vi } from 'vitest';

import { outbox, post } from '../src/api/outbox';
import { logIn } from '../src/api/session';
import { zalo } from '../src/zalo';
import { patience } from '../src/zalo/limits';
import { unopened } from '../src/zalo/unopened';

const never = new Promise<never>(() => undefined);
const side = vi.hoisted(() => ({ adapter: {} as Record<string, unknown> }));
vi.mock('../src/zalo/browser', () => side);

beforeEach(() => {
  patience.alone = patience.asking = patience.working = 10;
});

/** These only open something: what they would have opened is handed over. */
const OPENING = ['call', 'chat', 'openMap', 'openOutside'] as const;

it.each(Object.keys(zalo).filter((name) => !OPENING.some((one) => one === name)))('does not wait for ever for %s', async (name) => {
  side.adapter[name] = () => never;
  const ask = zalo[name as keyof typeof zalo] as () => Promise<unknown>;
  await expect(ask()).rejects.toMatchObject({ kind: 'zalo', isPassing: true });
});

it.each(OPENING)('does not wait for ever for %s, and hands over what it should open', async (name) => {
  side.adapter[name] = () => never;
  unopened.set('');
  await zalo[name]('113');
  expect(unopened.get()).toContain('113');
});

it('ends a log-in that Zalo does not answer, and the next one asks Zalo anew', async () => {
  const accessToken = vi.fn(() => never);
  side.adapter.accessToken = accessToken;
  await expect(logIn()).rejects.toMatchObject({ kind: 'zalo' });
  await expect(logIn()).rejects.toMatchObject({ kind: 'zalo' });
  expect(accessToken).toHaveBeenCalledTimes(2);
});

it('keeps a question that could not be sent because Zalo did not answer', async () => {
  side.adapter.accessToken = () => never;
  localStorage.setItem('portal:agreed', 'true');
  await expect(post('question', '/api/v1/questions/', { text: 'x' }, 'key-1')).resolves.toBeNull();
  expect(outbox.get()).toHaveLength(1);
});
