import { type ConsultationKey, LONGEST_REASON } from '@caecilia/consultation/ui';

/** Reads a reason that an earlier visit kept. */
export const isReason = (value: unknown): value is string => typeof value === 'string';

/** What is wrong with a reason; undefined for one that the server takes. */
export function reasonKey(reason: string): ConsultationKey | undefined {
  const words = reason.trim();
  if (words === '') return 'register.reason.empty';
  return words.length > LONGEST_REASON ? 'register.reason.long' : undefined;
}
