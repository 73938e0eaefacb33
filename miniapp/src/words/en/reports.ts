import type { vi } from '../vi';

export const reports: typeof vi.reports = {
  title: 'My reports',
  anew: 'New report',
  why: 'Log in to see the reports that you sent.',
  mine: 'Sent',
  none: 'No reports yet',
  noneText: 'Reports without a name are not here; please look them up by number and secret code.',
};
