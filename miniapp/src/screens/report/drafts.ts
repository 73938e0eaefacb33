import type { Own } from '../../api/queries/reports';

/** The name of a stored draft; it contains no number of a report without a name. */
export const draftOf = ({ number, pass }: Own) => `report:${pass ? 'unnamed' : number}`;
