import { afterEach, beforeEach, vi } from 'vitest';

import { limits } from '../src/api/transport';

window.scrollTo = () => undefined; // not in jsdom

// The phone of most people here; jsdom's speaks English.
Object.defineProperty(navigator, 'languages', { value: ['vi-VN', 'vi'], configurable: true });

beforeEach(() => {
  limits.msPerSecond = 1; // a second that the service asks for takes a millisecond
});

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.restoreAllMocks();
});
