import type { Act, Days, StayChanged, StayView } from '@caecilia/stay/ui';
import { useSend } from '@caecilia/workspace';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { STAYS, stayIsNow } from './queries.ts';

/** An act as it is sent; the fields of days stand beside its kind. */
export type Sent = Exclude<Act, { readonly days: Days }> | ({ readonly kind: 'accept' | 'replan' } & Days);

/** Something on its way about one request, and what a colleague made of that meanwhile. */
export interface ActingOnStay {
  act(sent: Sent): void;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  /** A colleague was first: nothing was changed. */
  readonly theirs: StayView | undefined;
  leave(): void;
}

/** Does something with a request, on the version that was seen when the form was opened. */
export function useStayAct(stay: StayView, done: (now: StayView, sent: Sent) => void): ActingOnStay {
  const [theirs, setTheirs] = useState<StayView>();
  const queries = useQueryClient();
  const sending = useSend<Sent & { versionId: number }, StayChanged>(
    `/stays/${encodeURIComponent(stay.id)}/act`,
    {
      changes: [STAYS],
      done(answer, { versionId: _, ...sent }) {
        if (answer.kind === 'conflict') return setTheirs(answer.theirs);
        stayIsNow(queries, answer.now);
        done(answer.now, sent as Sent);
      },
    },
  );
  return {
    theirs,
    isSending: sending.isSending,
    failure: sending.failure,
    act: (sent) => sending.send({ ...sent, versionId: stay.versionId }),
    leave: () => setTheirs(undefined),
  };
}
