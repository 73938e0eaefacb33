/** What is written into CT01 (Thông tư 116/2026/TT-BCA): by the numbers of its own lines. */

export interface Member {
  name: string;
  birth: string;
  gender: string;
  id: string;
  relation: string;
}

export interface Values extends Member {
  to: string;
  phone: string;
  email: string;
  head: string;
  headId: string;
  request: string;
  members: Member[];
}

/** Rows of the form's table. */
export const MOST_MEMBERS = 6;

export const NOBODY: Member = { name: '', birth: '', gender: '', id: '', relation: '' };
export const EMPTY: Values = { ...NOBODY, to: '', phone: '', email: '', head: '', headId: '', request: '', members: [] };

/** Citizen numbers have 12 digits; empty is filled in by hand. */
export const isId = (text: string) => text === '' || /^\d{12}$/.test(text);
/** A day as the form writes it. */
export const isBirth = (text: string) => text === '' || /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text);
