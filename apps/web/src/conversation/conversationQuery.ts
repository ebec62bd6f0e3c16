import { type ConversationKey, conversationWords, type DeskOpening } from '@caecilia/careplan/ui';
import type { Translate } from '@caecilia/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';
import { useSpeaking } from '../words/useSpeaking.ts';

/** Everything a conversation with this patient begins with. It is asked once: what was seen then is sent back. */
export const openingQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'conversation'],
    queryFn: ({ signal }) => ask<DeskOpening>(`/patients/${encodeURIComponent(id)}/conversation`, signal),
    refetchOnWindowFocus: false,
  });

/** The words of the conversation in the language of the screens. */
export function useTalkWords(): Translate<ConversationKey> {
  return conversationWords(useSpeaking().language);
}
