import type { vi } from '../vi';

export const home: typeof vi.home = {
  search: 'What do you need?',
  searchHint: 'For example: temporary residence, lost passport',
  searchButton: 'Search',
  suggestions: (count) => (count ? `${count} suggestions` : 'No suggestions'),
  emergencies: 'Emergency calls',
  emergency: { '113': 'Police', '114': 'Fire and rescue', '115': 'Ambulance', '112': 'Search, rescue', '111': 'Children' },
  needed: 'Your dossiers that need you now',
  askedBack: 'The officer asked you something and is waiting for your answer.',
  toDo: {
    supplement_required: 'Hand in the missing papers.',
    payment_required: 'Pay the amount.',
    completed: 'Collect the result.',
  },
  report: 'Report to the police',
  reportText: 'Photos and videos of violations; dangers, scams',
  supply: 'The police ask you more about your report.',
  popular: 'What many people need',
  near: 'Offices near you',
  nearText: 'The app asks where your phone is, to find the nearest office. Your position is not stored.',
  nearButton: 'Find offices near me',
  nearRefused: 'Your position is not known. Please search by the name of your commune or ward.',
  byPlace: 'Search by commune or ward',
  abroad: 'For foreigners',
  abroadText: 'Your stay, extensions, cards, getting help',
  tab: 'Start',
};
