import type { vi } from '../vi';

export const questions: typeof vi.questions = {
  title: 'Questions and answers',
  text: 'The police answer your questions here.',
  ask: 'Write a new question',
  why: 'Log in to see the questions you sent and their answers.',
  mine: 'My questions',
  none: 'You have not asked anything yet',
  noneText: 'Questions and answers will appear here.',
  askedAt: (when) => `Asked at ${when}`,
  statuses: {
    waiting: 'Waiting for an officer',
    taken: 'An officer is answering',
    asked_back: 'The officer asks you something',
    answered: 'Answered',
    solved: 'Solved',
    closed: 'Closed',
    merged: 'Answered with another question',
  },
};
