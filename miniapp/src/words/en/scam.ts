import type { vi } from '../vi';

export const scam: typeof vi.scam = {
  label: 'Paste a message, number, account or link',
  hint: 'The app opens no link and keeps nothing.',
  button: 'Check',
};
