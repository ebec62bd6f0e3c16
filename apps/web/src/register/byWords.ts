import type { ConsultationKey } from '@caecilia/consultation/ui';
import type { Translate } from '@caecilia/ui';

/** Who did it; whom the directory does not name is said to be unnamed. */
export function byWords(name: string | undefined, t: Translate<ConsultationKey>): string {
  return name === undefined ? t('early.byNobody') : t('early.by', { name });
}
