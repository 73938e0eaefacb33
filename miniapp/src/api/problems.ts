/** Everything that can go wrong between the phone and the service, as one kind of error. */
export { ApiError, problemOf, type Kind } from '../../client/src/problems';
