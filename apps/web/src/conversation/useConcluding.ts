import type { DeskConcluded, DeskConflict, DeskOpening, NotesProblem } from '@caecilia/careplan/ui';
import { Refused, useSending } from '@caecilia/workspace';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Talk } from './talk.ts';

/** A conversation that was recorded. */
export interface Recorded {
  readonly ended: readonly string[];
  readonly stays: readonly string[];
  /** The patient agrees that the agreements are shared. */
  readonly share: boolean;
  /** Whether the patient was told that it is theirs to inform those close; absent where it was not asked. */
  readonly inform: boolean | undefined;
}

/** Why nothing was recorded. */
export type NotRecorded =
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'faulty'; readonly problems: readonly NotesProblem[] }
  | { readonly kind: 'conflict'; readonly conflicts: readonly DeskConflict[]; readonly opening: DeskOpening };

/** Hands the conversation in: it is sent once, waits for a connection, and says what became of it. */
export function useConcluding(id: string, done: (recorded: Recorded) => void) {
  const queries = useQueryClient();
  const sending = useSending<DeskConcluded>(
    `conversation/${id}`,
    `/patients/${encodeURIComponent(id)}/conversation`,
  );
  const [not, setNot] = useState<NotRecorded>();
  const conclude = async ({ notes, seen, clientId, readBack }: Talk) => {
    setNot(undefined);
    try {
      const answer = await sending.send({ notes, seen, clientId, readBack });
      if ('conflicts' in answer || 'problems' in answer) setNot(answer);
      else {
        done({ ...answer, share: notes.share === 'yes', inform: notes.informRelatives });
        await queries.invalidateQueries({ queryKey: ['patient', id] });
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setNot({ kind: 'refused', error });
    }
  };
  return { state: sending.state, not, conclude, forget: () => setNot(undefined) };
}
