import type { vi } from '../vi';

export const policy: typeof vi.policy = {
  title: 'Terms, privacy, contact',
  app: 'App',
  owner: 'Owner',
  address: 'Address',
  contact: 'Contact for personal data',
  phone: 'Phone',
  email: 'E-mail',
  noContact: 'No contact of its own is published yet. Please ask at the nearest office.',
  help: 'Help',
  helpText: 'In an emergency call 113. Otherwise ask an officer or call the nearest office.',
  ask: 'Ask an officer',
  offices: 'Find an office',
  privacy: 'Personal data',
  version: (version) => `Version ${version}`,
  purposes: 'Used only if you agree',
  held: 'What is stored',
  retention: 'How long it is kept',
  rights: 'Your rights',
  consents: 'See what I agree to',
  data: 'My data',
};
