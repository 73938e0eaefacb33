/** Where the phone's owner lives: the commune police of that place. On this phone only, never sent. */
import { observable } from './observable';
import { read, write } from './storage';

const NAME = 'news-place';

export interface Ward {
  /** Of its office. */
  id: string;
  name: string;
}

export const ward = observable<Ward | null>(read<Ward>(NAME));

export function chooseWard(next: Ward | null): void {
  ward.set(next);
  write(NAME, next);
}
