/** The API, for three kinds of callers; its types and answers are those of the package in client/. */
import { createPortal } from '../../client/src';
import { API_URL } from './address';
import { asAnyone, asCitizen } from './session';
import { exchange } from './transport';

export { answer, idempotencyKey } from '../../client/src';

/** Calls for everybody. */
export const open = createPortal({ baseUrl: API_URL, fetch: exchange });
/** Calls for the citizen; throws `login_needed` if nobody has agreed to log in. */
export const mine = createPortal({ baseUrl: API_URL, fetch: asCitizen });
/** Calls for everybody that return more to a logged-in citizen. */
export const either = createPortal({ baseUrl: API_URL, fetch: asAnyone });
