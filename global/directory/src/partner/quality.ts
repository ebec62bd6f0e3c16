import { monthsBefore } from '../period.ts';
import type { Tier } from './partner.ts';

/** What can be wrong with what we know of a partner, the worst first. */
export const SHORTCOMINGS = [
  'withdrawn-in-ror',
  'inactive-in-ror',
  'owner-left',
  'no-owner',
  'no-backup-owner',
  'no-ror',
  'silent',
] as const;
export type Shortcoming = (typeof SHORTCOMINGS)[number];

/** Months without a sign of life after which a partner is silent. */
export const SILENT_AFTER_MONTHS = 12;

/** What of a partner and its organisation tells how good our knowledge of it is. */
export interface PartnerState {
  readonly tier: Tier;
  readonly owner: string | null;
  readonly backupOwner: string | null;
  /** Day of the last contact; null where none was ever noted. */
  readonly lastContact: string | null;
  /** Day on which the partner was entered: it is not silent before it could have been heard. */
  readonly since: string;
  readonly ror: string | null;
  readonly status: 'active' | 'inactive' | 'withdrawn';
}

/**
 * What is wrong with what we know of a partner, the worst first. Nothing is asked of a partnership that has ended, but
 * that its organisation can still be found.
 */
export function shortcomingsOf(
  partner: PartnerState,
  today: string,
  isHere: (user: string) => boolean = () => true,
): Shortcoming[] {
  const alive = partner.tier !== 'ended';
  const holds: Record<Shortcoming, boolean> = {
    'withdrawn-in-ror': partner.status === 'withdrawn',
    'inactive-in-ror': partner.status === 'inactive',
    'owner-left':
      alive && [partner.owner, partner.backupOwner].some((user) => user !== null && !isHere(user)),
    'no-owner': alive && partner.owner === null,
    'no-backup-owner': alive && partner.backupOwner === null,
    'no-ror': partner.ror === null,
    silent: alive && (partner.lastContact ?? partner.since) < monthsBefore(today, SILENT_AFTER_MONTHS),
  };
  return SHORTCOMINGS.filter((shortcoming) => holds[shortcoming]);
}
