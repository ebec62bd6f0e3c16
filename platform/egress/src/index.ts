export type { AllowedHost } from './allowed-target.ts';
export { asFetch } from './as-fetch.ts';
export { type EgressAnswer, type EgressOptions, fetchAllowed } from './fetch-allowed.ts';
export { isPublicAddress } from './public-address.ts';
