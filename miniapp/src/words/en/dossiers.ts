import type { vi } from '../vi';

export const dossiers: typeof vi.dossiers = {
  title: 'My applications',
  why: 'Log in to see the applications you filed and what to do next.',
  actNow: 'Waiting for you',
  all: 'Filed applications',
  others: 'Other applications',
  none: 'No applications yet',
  noneText: (phone) => `No application with the number ${phone} was found. If you gave another number when filing, please look it up by its code.`,
  share: 'Find applications by phone number',
  sharePhone: 'Your phone number is needed',
  shareText: 'Applications filed with your phone number will appear here by themselves. Zalo asks you before it tells the number.',
  shareButton: 'Agree and share the number',
  shareRefused: 'No phone number yet. Never mind: you can still see an application by the code on your slip.',
  lookUp: 'Look up by code',
  lookUpText: 'The code is printed on the receipt slip. No log-in needed.',
  lookUpButton: 'Look up by code',
};
