import type { LiveSession } from './contract.ts';

/** How somebody proved who they are, as `acr` of a session and a token says it. */

/** Two factors, or one that is two (a passkey that verified its user). */
export const TWO_FACTOR_ACR = 'urn:caecilia:acr:two-factor';
/** Patients and carers, who were invited by code. */
export const INVITED_ACR = 'urn:caecilia:acr:invited';
/** In a demo, by a click: not proved at all, and it says so. */
export const DEMO_ACR = 'urn:caecilia:acr:demo';

/**
 * Whether a sign-in was proved with two factors, or a passkey that verified its user. The one by a click counts as such
 * in a demo only.
 */
export function provedByTwoFactors({ acr, amr }: Pick<LiveSession, 'acr' | 'amr'>, demo: boolean): boolean {
  if (acr === DEMO_ACR) return demo;
  return acr === TWO_FACTOR_ACR || amr.includes('mfa');
}
