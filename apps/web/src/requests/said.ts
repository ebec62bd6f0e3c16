import type { RequestView } from '@caecilia/consultation/ui';
import { type SaidIn, whenWords } from './times.ts';
import type { useConsultation } from './words.ts';

type Words = ReturnType<typeof useConsultation>;

/** Who did something and when. */
export function byWords(
  { by, at }: { readonly by: string; readonly at: string },
  t: Words,
  saidIn: SaidIn,
): string {
  const time = whenWords(at, saidIn);
  return by === '' ? time : t('agreement.by', { name: by, time });
}

/** What the treating physician said, with who, when, and why. */
export function agreementWords(
  agreement: NonNullable<RequestView['agreement']>,
  t: Words,
  saidIn: SaidIn,
): string {
  const said = `${t(agreement.agrees ? 'agreement.yes' : 'agreement.no')} (${byWords(agreement, t, saidIn)})`;
  return agreement.reason === undefined ? said : `${said}: ${agreement.reason}`;
}
