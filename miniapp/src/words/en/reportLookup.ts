import type { vi } from '../vi';

export const reportLookup: typeof vi.reportLookup = {
  title: 'Report without a name',
  text: 'By the number and the secret code that you copied when you sent it. The app keeps neither.',
  number: 'Number of the report',
  numberHint: 'For example PA26-7K3M9Q',
  numberMissing: 'Please enter the number.',
  secret: 'Secret code',
  secretHint: '16 letters and digits. You may paste the whole line that you copied.',
  secretMissing: 'Please enter the secret code.',
  button: 'See the report',
  notFound: 'No such report',
  notFoundText: 'The number or the code is wrong. Please look at each letter.',
  open: 'You can read and add for 30 minutes; then enter the code again.',
  again: 'Enter the code again',
};
