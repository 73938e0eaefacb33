import type { Own } from '../../api/queries/reports';

/** Under which name the phone keeps what is written; it keeps no number of a report without a name. */
export const draftOf = ({ number, pass }: Own) => `report:${pass ? 'unnamed' : number}`;
