/** Where the service is: the origin of this page, or the address set by the build. */
export const API_URL: string = import.meta.env.API_URL || location.origin;
