/**
 * Notes that only one discipline may see, as bits: a note with two labels is for who may see both. Rows keep the bits.
 */
export const CONFIDENTIALITY = {
  'spiritual-care': 1,
  psychosocial: 2,
  /** Marked as confidential in a way that this house does not know: for nobody. */
  unknown: 4,
  /** What professionals judged, and nobody has told the patient yet: for staff who treat. Telling it takes the label off. */
  unreleased: 8,
} as const;

export type ConfidentialityLabel = keyof typeof CONFIDENTIALITY;

/** The system of the labels in `meta.security`. */
export const CONFIDENTIALITY_SYSTEM = 'urn:caecilia:confidentiality';

/** The labels as one number; 0 for none. */
export function labelBits(labels: readonly ConfidentialityLabel[]): number {
  return labels.reduce((bits, label) => bits | CONFIDENTIALITY[label], 0);
}
