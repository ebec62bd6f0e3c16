import { type ConsultationKey, consultationWords } from '@caecilia/consultation/ui';
import type { Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/LanguageProvider.tsx';

/** The words of consultations in the language of the screens. */
export function useConsultation(): Translate<ConsultationKey> {
  return consultationWords(useSpeaking().language);
}
