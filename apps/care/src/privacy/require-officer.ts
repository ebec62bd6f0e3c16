import { type Caller, Problem } from '@caecilia/kernel';
import { isPrivacyOfficer } from '@caecilia/privacy';

/** Throws `Problem('forbidden')` for everyone but the privacy officer. */
export function requireOfficer(caller: Caller): void {
  if (!isPrivacyOfficer(caller)) throw new Problem('forbidden', 'This is for the privacy officer.');
}
