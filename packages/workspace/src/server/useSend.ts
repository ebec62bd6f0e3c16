import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refused, tell } from '../server/ask.ts';
import { selfQuery } from '../server/self.ts';
import { failureKey } from '../states/failure.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';

/** Something on its way to the server. */
export interface Sending<Body> {
  send(body: Body): void;
  readonly isSending: boolean;
  /** What went wrong, in words; what was typed stays. */
  readonly failure: string | undefined;
}

/** Writes to the server, once for each press; then asks again for what stands under these keys. */
export function useSend<Body extends object, Answer extends object>(
  path: string,
  {
    changes,
    done,
    refused,
  }: {
    readonly changes: readonly QueryKey[];
    done(answer: Answer, body: Body): void;
    /** Told of what the server refused, where a form goes on in another way after it. */
    refused?(refusal: Refused, body: Body): void;
  },
): Sending<Body> {
  const { t } = useSpeaking();
  const { data: me } = useQuery(selfQuery());
  const queries = useQueryClient();
  const again = () => Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const sending = useMutation({
    mutationFn: async (body: Body) => await tell<Answer>(path, { body, formToken: me?.formToken ?? '' }),
    // Without a connection it fails at once and stays on the form, rather than go later without anybody seeing it.
    networkMode: 'always',
    onSuccess: async (answer, body) => {
      done(answer, body);
      await again();
    },
    onError: async (error, body) => {
      if (!(error instanceof Refused)) return;
      refused?.(error, body);
      await again();
    },
  });
  const { error } = sending;
  return {
    send: (body) => {
      if (!sending.isPending) sending.mutate(body);
    },
    isSending: sending.isPending,
    failure: error === null ? undefined : t(failureKey(error, navigator.onLine), { sentence: error.message }),
  };
}
