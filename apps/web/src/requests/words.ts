import { type ConsultationKey, consultationWords } from '@caecilia/consultation/ui';
import { teamWords } from '@caecilia/team/ui';
import type { Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of consultations in the language of the screens. */
export function useConsultation(): Translate<ConsultationKey> {
  return consultationWords(useSpeaking().language);
}

/** The words of the team: roles, for instance. */
export function useTeam(): ReturnType<typeof teamWords> {
  return teamWords(useSpeaking().language);
}
