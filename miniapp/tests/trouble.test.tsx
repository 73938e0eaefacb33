import { screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';

import { ApiError } from '../src/api/problems';
import { ErrorBox } from '../src/kit';
import { change } from '../src/settings';
import { vi as words } from '../src/words/vi';
import { show } from './show';

const DETAIL = 'Ông/bà thao tác quá nhanh.';
const problem = (status: number, code: string) => new ApiError({ kind: 'problem', status, code, detail: DETAIL });

afterEach(() => change({ language: 'vi' }));

it('says in Vietnamese what the service says', () => {
  show(<ErrorBox error={problem(429, 'throttled')} />);
  expect(screen.getByText(DETAIL)).toBeTruthy();
});

it.each([
  [429, 'throttled', words.common.errors.busy],
  [503, 'zalo_unavailable', words.common.errors.zalo],
  [502, 'not_answered', words.common.errors.unreadable],
])('tells readers of other languages in their own what passes by itself: %s %s', (status, code, said) => {
  change({ language: 'en' });
  show(<ErrorBox error={problem(status, code)} />);
  expect(screen.getByText(said.text)).toBeTruthy();
  expect(screen.queryByText(DETAIL)).toBeNull();
});

it('marks as Vietnamese what only the service can say', () => {
  change({ language: 'en' });
  show(<ErrorBox error={problem(422, 'photo_refused')} />);
  expect(screen.getByText(DETAIL).getAttribute('lang')).toBe('vi');
});
