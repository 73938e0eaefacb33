/**
 * Any sequence of writing, sending, logging in and out, erasing and losing the network, by two people in two
 * windows of one phone: nothing leaves in another's name, nothing is lost, and of two ratings the newer stays.
 */
import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { PREFIX } from '../src/storage';

/** `make fuzz` plays more, and SEED begins elsewhere. */
const SEQUENCES = Number(process.env.SEQUENCES ?? 200);
const SEED = Number(process.env.SEED ?? 1);
const STEPS = 25;
const HOUR = 3_600_000;

type Person = 'A' | 'B';
const PEOPLE: Person[] = ['A', 'B'];
const began = { A: '2026-11-01T00:00:00Z', B: '2026-11-02T00:00:00Z' };
const phone = vi.hoisted(() => ({ account: 'A' }));
vi.mock('../src/zalo', () => ({ isInside: false, zalo: { accessToken: async () => phone.account } }));

/** mulberry32: the same numbers for the same seed. */
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Window {
  outbox: typeof import('../src/api/outbox');
  session: typeof import('../src/api/session');
  forgetting: typeof import('../src/api/forgetting');
  queries: QueryClient;
}
const windows: Window[] = [];
let clock = Date.parse('2026-11-29T08:00:00Z');

async function openWindow(): Promise<Window> {
  vi.resetModules();
  const outbox = await import('../src/api/outbox');
  const session = await import('../src/api/session');
  const forgetting = await import('../src/api/forgetting');
  const queries = new QueryClient();
  forgetting.watchPerson(queries);
  return { outbox, session, forgetting, queries };
}

const settle = async () => {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Locks of all windows, as browsers have them: asked for only if they are free. */
const held = new Set<string>();
const locks = {
  async request(name: string, _options: object, work: (lock: object | null) => Promise<unknown>) {
    if (held.has(name)) return work(null);
    held.add(name);
    return work({}).finally(() => held.delete(name));
  },
};

interface Arrived {
  by: string;
  key: string;
  number: number;
}

/** The service: what arrived, in order, and what goes wrong on the way. */
class Service {
  arrived: Arrived[] = [];
  tokens = new Map<string, Person>();
  slow: (() => void)[] = [];
  isWell = false;
  constructor(private readonly random: () => number) {}

  async answer(request: Request): Promise<Response> {
    const fault = this.isWell ? 1 : this.random();
    if (fault < 0.15) throw new TypeError('no network');
    if (fault < 0.25) await new Promise<void>((resolve) => this.slow.push(resolve));
    if (fault < 0.3) return new Response('{}', { status: 502 });
    if (fault < 0.34) return new Response('<html>', { status: 200 });
    if (request.url.endsWith('/session/')) return this.logIn(await request.json());
    if (fault < 0.38) this.tokens.clear(); // sessions ended
    if (fault < 0.42) return new Response('<html>', { status: 413 });
    const by = this.tokens.get(request.headers.get('Authorization')?.slice(7) ?? '');
    if (!by) return new Response('{"code":"session_ended"}', { status: 401 });
    const key = request.headers.get('Idempotency-Key') ?? new URL(request.url).pathname;
    const { number } = (await request.json()) as { number: number };
    const isRepeated = request.method === 'POST' && this.arrived.some((one) => one.key === key && one.by === by);
    if (!isRepeated) this.arrived.push({ by, key, number });
    if (fault < 0.5) throw new TypeError('the answer is lost');
    return new Response('{"id":1}', { status: 201 });
  }

  logIn({ access_token }: { access_token: Person }) {
    const token = `${access_token}-${this.tokens.size}-${this.random()}`;
    this.tokens.set(token, access_token);
    return new Response(JSON.stringify({ token, citizen: { name: access_token, created_at: began[access_token] } }));
  }
}

interface Note {
  number: number;
  path: string;
  /** Who may have sent it: who was logged in when it was written, and who said later that it is theirs. */
  writers: Set<string>;
  /** Whose it is once the app took it; empty: it was refused at once. */
  owner: string;
  /** Which one is newer. */
  order: number;
}

class Story {
  service: Service;
  notes = new Map<number, Note>();
  erased = new Set<number>();
  order = 0;
  running: Promise<unknown>[] = [];
  told: string[] = [];
  constructor(private readonly random: () => number) {
    this.service = new Service(random);
  }

  pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.random() * of.length)] as T;
  }

  /** What the other window hears. */
  hear() {
    for (const key of ['agreed', 'outbox']) dispatchEvent(new StorageEvent('storage', { key: PREFIX + key }));
  }

  write(window: Window, isRating: boolean) {
    const { session, outbox } = window;
    if (!session.hasAgreed()) return;
    const number = this.notes.size + 1;
    const path = isRating ? '/api/v1/dossiers/G01/rating/' : '/api/v1/questions/';
    const before = session.person();
    const known = session.session.get()?.citizen.created_at;
    // Without a session it may leave in the name of who was here before, if a log-in says that it is still they.
    const writer = known ?? (before || began[phone.account as Person]);
    this.order += 1;
    const note: Note = { number, path, writers: new Set([writer]), owner: '', order: this.order };
    this.notes.set(number, note);
    const sent = isRating ? outbox.put('rating', path, { number }) : outbox.post('question', path, { number }, `key-${number}`);
    const took = () => {
      note.owner ||= this.stored(number)?.owner ?? writer;
      // Nobody had logged in: it is nobody's until somebody says so.
      if (this.stored(number)?.refused === 'unsure') note.writers.clear();
    };
    this.running.push(sent.then(took, () => undefined));
  }

  stored = (number: number) => this.parcels().find(({ body }) => body.number === number);
  parcels = () => JSON.parse(localStorage.getItem(`${PREFIX}outbox`) ?? '[]') as import('../src/api/outbox').Parcel[];

  release(window: Window) {
    const mine = this.parcels().filter((parcel) => parcel.refused && window.outbox.isMine(parcel));
    const parcel = mine[0] && this.pick(mine);
    const note = parcel && this.notes.get(parcel.body.number as number);
    if (!parcel || !note || !window.session.person()) return;
    note.writers.add(window.session.person());
    this.order += 1;
    const { order } = this;
    const times = () => this.service.arrived.filter((one) => one.number === note.number).length;
    const before = times();
    // Refused again, it stays as old as it was; an earlier word that ends late makes it no older.
    const took = () => {
      const now = this.stored(note.number)?.id;
      if (times() > before || (now && now !== parcel.id)) note.order = Math.max(note.order, order);
    };
    this.running.push(window.outbox.release(parcel).then(took));
  }

  erase(window: Window) {
    if (!window.session.session.get()) return;
    for (const parcel of this.parcels().filter(window.outbox.isMine)) this.erased.add(parcel.body.number as number);
    window.forgetting.forgetEverything(window.queries);
  }

  async step() {
    const window = this.pick(windows);
    const steps: [number, string, () => unknown][] = [
      [5, 'rate', () => this.write(window, true)],
      [3, 'ask', () => this.write(window, false)],
      [5, 'flush', () => this.running.push(window.outbox.flush())],
      [3, 'log in', () => this.running.push(window.session.logIn().catch(() => null))],
      [1, 'log out', () => window.forgetting.leave(window.queries)],
      [1, 'erase', () => this.erase(window)],
      [2, 'reopen', () => window.session.session.set(null)],
      [2, 'other account', () => (phone.account = this.pick(PEOPLE))],
      [3, 'release', () => this.release(window)],
      [4, 'arrive', () => this.service.slow.shift()?.()],
      [1, 'a day', () => (clock += 30 * HOUR)],
    ];
    let left = this.random() * steps.reduce((sum, [weight]) => sum + weight, 0);
    const [, name, go] = steps.find(([weight]) => (left -= weight) < 0) ?? steps[0]!;
    this.told.push(`${name} (${windows.indexOf(window)}, ${phone.account})`);
    go();
    clock += 1000;
    if (this.random() < 0.8) await settle();
    this.hear();
  }

  async end() {
    this.service.isWell = true;
    const finish = async () => {
      for (let turn = 0; turn < 6; turn += 1) {
        this.service.slow.splice(0).forEach((go) => go());
        await settle();
        this.hear();
      }
    };
    await finish();
    await Promise.all(this.running);
    for (const person of PEOPLE) {
      phone.account = person;
      for (const window of windows) {
        window.session.session.set(null);
        await window.session.logIn();
        await window.outbox.flush();
      }
    }
    await finish();
  }

  /** What must hold, whatever happened. */
  check() {
    for (const { number, by } of this.service.arrived) {
      expect([...(this.notes.get(number)?.writers ?? [])], `${number} left for ${by}`).toContain(began[by as Person]);
    }
    const waiting = this.parcels();
    expect(waiting.filter(({ refused }) => !refused), 'nothing waits that could leave').toEqual([]);
    const has = (number: number) =>
      this.erased.has(number) || waiting.some(({ body }) => body.number === number) || this.service.arrived.some((one) => one.number === number);
    const taken = [...this.notes.values()].filter(({ owner }) => owner);
    expect(taken.filter(({ path, number }) => path.endsWith('questions/') && !has(number)), 'no question is lost').toEqual([]);
    for (const person of PEOPLE) {
      const ratings = taken.filter(({ path, owner }) => path.endsWith('rating/') && owner === began[person]).sort((one, other) => one.order - other.order);
      const newest = ratings[ratings.length - 1];
      if (!newest || this.erased.has(newest.number) || waiting.some(({ body }) => body.number === newest.number)) continue;
      const last = this.service.arrived.filter(({ by, key }) => by === person && key.endsWith('rating/')).pop();
      expect(last?.number, `${person}'s newest rating stays`).toBe(newest.number);
    }
  }
}

beforeAll(async () => {
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
  windows.push(await openWindow(), await openWindow());
});
afterAll(() => void Reflect.deleteProperty(navigator, 'locks'));

it(`holds in ${SEQUENCES} sequences`, { timeout: 60_000 + SEQUENCES * 1000 }, async () => {
  vi.spyOn(Date, 'now').mockImplementation(() => clock);
  for (let sequence = SEED; sequence < SEED + SEQUENCES; sequence += 1) {
    for (const { session } of windows) session.forget();
    localStorage.clear();
    const story = new Story(numbers(sequence));
    phone.account = 'A';
    story.hear();
    vi.stubGlobal('fetch', (request: Request) => story.service.answer(request));
    try {
      for (let step = 0; step < STEPS; step += 1) await story.step();
      await story.end();
      story.check();
    } catch (error) {
      throw new Error(`SEED=${sequence} SEQUENCES=1: ${String(error)}; ${story.told.join(', ')}`);
    }
  }
  vi.unstubAllGlobals();
});
