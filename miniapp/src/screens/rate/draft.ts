/** What somebody chose and wrote before it was sent. */
export interface Answers {
  overall: number;
  aspects: Record<string, number>;
  words: string;
}

export const NOTHING: Answers = { overall: 0, aspects: {}, words: '' };
