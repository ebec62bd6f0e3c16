import { type OfficeCaller, Problem, type Visibility } from '@caecilia/kernel';
import { type FieldClasses, seenFields, sightOf } from '../visible.ts';
import type { Words } from '../words.ts';

/** How much there is between a partner and us, from most to none. */
export const TIERS = ['strategic', 'active', 'exploring', 'dormant', 'ended'] as const;
export type Tier = (typeof TIERS)[number];

/** What we note of an organisation that we work with, or want to. */
export interface Partner {
  readonly tier: Tier;
  /** Ids of users; who answers for the partner, and who does so in their absence. */
  readonly owner: string | null;
  readonly backup_owner: string | null;
  /** It is in a country that the house chose. */
  readonly focus_country: boolean;
  readonly note: Words;
  readonly public_summary: Words;
  /** Day of the last time that somebody spoke or wrote with them. */
  readonly last_contact: string | null;
}

/** Names of the fields whose class somebody may choose. */
export type PartnerField = keyof Partner;

/** Who answers for a partner is nobody's business outside; what we note of them is not theirs to read. */
export const PARTNER_CLASSES: FieldClasses<PartnerField> = {
  tier: { usual: 'internal', widest: 'public' },
  owner: { usual: 'internal', widest: 'partner' },
  backup_owner: { usual: 'internal', widest: 'partner' },
  focus_country: { usual: 'public', widest: 'public' },
  note: { usual: 'internal', widest: 'internal' },
  public_summary: { usual: 'public', widest: 'public' },
  last_contact: { usual: 'internal', widest: 'internal' },
};

/** What a caller sees of a partner, and which restricted fields that shows. */
export function partnerAsSeen(
  caller: OfficeCaller,
  partner: Partner,
  classes: Readonly<Record<string, Visibility>>,
) {
  return seenFields(
    PARTNER_CLASSES,
    partner,
    classes,
    sightOf(caller, [partner.owner, partner.backup_owner]),
  );
}

/** Throws `Problem('business-rule')` where one person would stand in for themselves. */
export function checkOwners({ owner, backup_owner }: Pick<Partner, 'owner' | 'backup_owner'>): void {
  if (owner !== null && owner === backup_owner)
    throw new Problem('business-rule', 'The back-up owner is somebody else than the owner.', {
      expression: 'backup_owner',
    });
}

/**
 * Throws `Problem('forbidden')` where somebody would change a field that they may not see, or open it by another class:
 * who may not read a note does not overwrite it either.
 */
export function checkMayChange(
  caller: OfficeCaller,
  partner: Partner & { readonly classes: Readonly<Record<string, Visibility>> },
  patch: { readonly classes?: Readonly<Record<string, Visibility>> | undefined } & Readonly<
    Partial<Record<PartnerField, unknown>>
  >,
): void {
  const { fields } = partnerAsSeen(caller, partner, partner.classes);
  const { classes = partner.classes, ...written } = patch;
  const names = Object.keys(PARTNER_CLASSES) as PartnerField[];
  const touched = names.filter(
    (field) => written[field] !== undefined || classes[field] !== partner.classes[field],
  );
  const hidden = touched.find((field) => !Object.hasOwn(fields, field));
  if (hidden !== undefined)
    throw new Problem('forbidden', `The field ${hidden} of this partner is not yours to change.`, {
      expression: hidden,
    });
}
