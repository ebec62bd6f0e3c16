/**
 * Who gave the answers. `self`: the patient alone. `helped`: the patient's answers, read out or written down by
 * somebody else. `proxy`: somebody close answered for the patient. `staff`: a professional's judgement. They are
 * different measurements, and no trend joins them (PCOC reports them apart too).
 */
export const REPORTERS = ['self', 'helped', 'proxy', 'staff'] as const;

export type Reporter = (typeof REPORTERS)[number];

/** A reporter as read back: what others wrote may not say, and is then a series of its own. */
export type KnownReporter = Reporter | 'unknown';

/** Who may answer about themselves: the patient, also with help. */
export const PATIENT_REPORTERS = ['self', 'helped'] as const satisfies readonly Reporter[];

export function isReporter(value: unknown): value is Reporter {
  return REPORTERS.some((reporter) => reporter === value);
}
