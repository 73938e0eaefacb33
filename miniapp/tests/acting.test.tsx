import { fireEvent, screen } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';

import { ActingFor } from '../src/screens/ActingFor';
import Fines, { plateOf } from '../src/screens/fines/Fines';
import { names } from '../src/storage';
import { vi as words } from '../src/words/vi';
import { show } from './show';

vi.mock('../src/zalo', () => ({ isInside: false, zalo: {} }));

it('says what paper it takes once somebody acts for another person', () => {
  show(<ActingFor />);
  expect(screen.queryByRole('status')).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: words.actingFor.choices.child }));
  expect(screen.getByRole('status').textContent).toBe(words.actingFor.paper.child);
});

it('writes a plate as the look-up of the traffic police wants it, and keeps it nowhere', () => {
  expect(['19a-123.45', '19-MĐ1 234.56'].map(plateOf)).toEqual(['19A12345', '19MĐ123456']);
  show(<Fines />);
  fireEvent.input(screen.getByLabelText(words.fines.plate), { target: { value: '19a-123.45' } });
  expect(screen.getByText('19A12345')).toBeTruthy();
  expect(names('')).toEqual([]);
});
