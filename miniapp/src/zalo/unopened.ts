import { observable } from '../value';

/** The number or address of what Zalo could not open, else empty; `Screen` then says what to do instead. */
export const unopened = observable('');
