/** How a contact took place: the headings of the national consultation report, and those of the outpatient clinic. */
export const CONTACT_KINDS = [
  'phone',
  'bedside',
  'outpatient',
  'home',
  'video',
  'written',
  'mdt',
  'followUp',
] as const;

export type ContactKind = (typeof CONTACT_KINDS)[number];

/** Where a follow-up took place; the other kinds say so themselves. */
export const PLACES = ['hospital', 'clinic', 'home', 'apart'] as const;

export type Place = (typeof PLACES)[number];

/** The four dimensions of palliative care, and the people who care for the patient. */
export const DIMENSIONS = ['physical', 'psychological', 'social', 'spiritual', 'carer'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/**
 * Phase of palliative care (PCOC): the four phases of the patient, in no fixed order, and support of the bereaved
 * after the death, which some texts list as a fifth. A person chooses it; nothing here derives it from a score.
 */
export const PHASES = ['stable', 'unstable', 'deteriorating', 'terminal', 'bereaved'] as const;

export type Phase = (typeof PHASES)[number];
