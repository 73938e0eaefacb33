import type { vi } from '../vi';
import { common } from './common';
import { home } from './home';

export const first: Pick<typeof vi, 'common' | 'home'> = { common, home };
