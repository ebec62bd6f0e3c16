import type { ActAnswer, Doable, FormFields, RequestView, Seen } from '@caecilia/consultation/ui';
import { failureKey, Refused, tell } from '@caecilia/workspace';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { REQUESTS } from './requestQueries.ts';

/** What is done, and on which versions. */
export interface Doing {
  readonly kind: Doable;
  readonly fields: FormFields;
  readonly seen: Seen;
}

/** How handling a request goes. */
export interface Handling {
  act(doing: Doing): void;
  readonly isSaving: boolean;
  /** A colleague was first: what stands there now. */
  readonly theirs: RequestView | undefined;
  /** The request is no longer to be seen: somebody ended it. */
  readonly isGone: boolean;
  /** What else went wrong, in words. */
  readonly failure: string | undefined;
  /** Leaves what a colleague did. */
  leave(): void;
}

/** Handles one request. `done` is called when the change was made. */
export function useAct(id: string, done: () => void): Handling {
  const { t } = useSpeaking();
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: REQUESTS });
  const handling = useMutation({
    mutationFn: async (body: Doing) =>
      await tell<ActAnswer>(`/requests/${encodeURIComponent(id)}/act`, {
        body,
        formToken: me?.formToken ?? '',
      }),
    networkMode: 'always',
    onSuccess: async (answer) => {
      if (answer.kind === 'changed') done();
      await refresh();
    },
  });
  const { data, error } = handling;
  const isGone = error instanceof Refused && error.status === 404;
  return {
    act: (doing) => {
      if (!handling.isPending) handling.mutate(doing);
    },
    isSaving: handling.isPending,
    theirs: data?.kind === 'conflict' ? data.theirs : undefined,
    isGone,
    failure:
      error === null || isGone
        ? undefined
        : t(failureKey(error, navigator.onLine), { sentence: error.message }),
    leave: () => {
      handling.reset();
      void refresh();
    },
  };
}
