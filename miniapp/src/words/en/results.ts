import type { vi } from '../vi';

export const results: typeof vi.results = {
  title: 'Search results',
  all: 'All procedures',
  count: (count) => (count === 1 ? '1 procedure' : `${count} procedures`),
  maybe: 'You may need',
  none: 'No procedure found',
  noneText: 'Try fewer words, for example “residence”, or ask an officer.',
  corrected: (words) => `Showing results for “${words}”`,
  ask: 'Ask an officer',
  time: 'Time',
  fee: 'Fee',
  tellPolice: 'Report it to the police',
  openOffices: 'Nearest police office open now',
  online: 'Can be filed online',
  answer: {
    title: 'Answer',
    which: 'Which one is your case?',
    where: 'Which place do you mean?',
    more: (count) => `${count} more`,
    asOf: (day) => `as of ${day}`,
    open: 'See the whole procedure',
    helpful: 'Helpful',
    unhelpful: 'Not right',
    thanks: 'Thank you.',
  },
};
