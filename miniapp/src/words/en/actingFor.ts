import type { vi } from '../vi';

export const actingFor: typeof vi.actingFor = {
  legend: 'For whom is it?',
  choices: { self: 'Myself', child: 'My child', parent: 'My parents', other: 'Someone else' },
  paper: {
    child: 'For a minor, a parent or guardian files. Bring your own papers and the birth certificate, or the paper on guardianship.',
    parent: 'Mostly their written authorisation is needed. For some matters it has to be notarised or certified, for some it is not needed: see “What to bring”, or ask where you file.',
    other: 'Mostly a written authorisation is needed. For some matters it has to be notarised or certified: see “What to bring”, or ask where you file.',
  },
  lookUp: 'You can look it up for them: by the code and the phone number or ID card of whoever filed. No authorisation is needed.',
};
