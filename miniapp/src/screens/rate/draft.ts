/** Choices and words before they are sent. */
export interface Answers {
  overall: number;
  aspects: Record<string, number>;
  words: string;
}

export const NOTHING: Answers = { overall: 0, aspects: {}, words: '' };
