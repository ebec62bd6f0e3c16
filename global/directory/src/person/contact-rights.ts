import { Problem } from '@caecilia/kernel';

/** What somebody is known to us for. */
export const PURPOSES = ['business-contact', 'newsletter', 'photo', 'alumni'] as const;
/** Why the law lets us (GDPR article 6). */
export const BASES = ['consent', 'legitimate-interest', 'contract'] as const;

/** One purpose for which we keep somebody's data, on which ground, since when, until when, and where it came from. */
export interface Consent {
  readonly purpose: (typeof PURPOSES)[number];
  readonly basis: (typeof BASES)[number];
  /** Instant. */
  readonly at: string;
  /** Day; open where it holds until it is withdrawn. */
  readonly until?: string | undefined;
  /** How we came by it: `business card, visit of 12 May 2026`. */
  readonly source: string;
}

/** What of a person is personal. */
export interface PersonalData {
  readonly given: string;
  readonly family: string;
  readonly prefix: string | null;
  readonly orcid: string | null;
  readonly emails: readonly string[];
  readonly languages: readonly string[];
  readonly bio: object;
  readonly consents: readonly Consent[];
  readonly keep_until: string | null;
}

/**
 * What stands in the place of somebody who was erased. What they signed keeps naming this record, which says no more
 * than that there was a contact (GDPR article 17, and 17(3)(e) for what proves an agreement).
 */
export const FORMER_CONTACT = {
  given: '',
  family: '',
  prefix: null,
  orcid: null,
  emails: [],
  languages: [],
  bio: {},
  consents: [],
  keep_until: null,
  name_key: '',
  classes: {},
} as const;

/** Throws `Problem('invalid')` for a contact of whom nobody says why we keep them, how we came by them and how long. */
export function checkRights({ consents, keep_until }: Pick<PersonalData, 'consents' | 'keep_until'>): void {
  if (consents.length === 0)
    throw new Problem('required', 'Say for what purpose this contact is kept, and how we came by it.', {
      expression: 'consents',
    });
  if (keep_until === null)
    throw new Problem('required', 'Say until which day this contact may be kept.', {
      expression: 'keep_until',
    });
  const silent = consents.findIndex(({ source }) => source.trim() === '');
  if (silent >= 0)
    throw new Problem('required', 'Say how we came by this contact.', {
      expression: `consents[${silent}].source`,
    });
}

/** Whether a contact is to be erased: the day until which it may be kept has passed, or no purpose holds any more. */
export function isDue(
  { consents, keep_until }: Pick<PersonalData, 'consents' | 'keep_until'>,
  today: string,
): boolean {
  return (
    (keep_until !== null && keep_until < today) ||
    consents.every(({ until }) => until !== undefined && until < today)
  );
}
