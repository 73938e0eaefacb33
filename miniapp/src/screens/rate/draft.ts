import { read, remove, write } from '../../storage';

/** What somebody chose and wrote before it was sent. */
export interface Answers {
  overall: number;
  aspects: Record<string, number>;
  words: string;
}

const NAME = 'draft:rating';
const DAY_MS = 24 * 60 * 60 * 1000;
export const NOTHING: Answers = { overall: 0, aspects: {}, words: '' };

/** A code of a counter lives for minutes: what was written for the one before is not lost. */
export function draft(): Answers {
  const found = read<Answers & { at: number }>(NAME);
  if (!found || typeof found.words !== 'string' || Date.now() - found.at > DAY_MS) return NOTHING;
  return { overall: found.overall, aspects: found.aspects, words: found.words };
}

export const keepDraft = (answers: Answers) => void write(NAME, { ...answers, at: Date.now() });
export const dropDraft = () => remove(NAME);
