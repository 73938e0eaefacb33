/** Where the service is: beside this page, or where the build was told. */
export const API_URL: string = import.meta.env.API_URL || location.origin;
