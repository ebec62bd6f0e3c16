import type { AskedView, FormFields } from '@caecilia/consultation/ui';
import { failureKey, tell } from '@caecilia/workspace';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { REQUESTS } from './requestQueries.ts';
import { sentRequest } from './sentRequest.ts';

interface Sent {
  readonly fields: FormFields;
  readonly source: AskedView['source'];
  /** The server takes a form with this number once. */
  readonly clientId: string;
}

/** Sends a request, and goes to where it stands; `drop` is for the draft, once it was taken. */
export function useAsk(id: string, drop: () => void) {
  const { t } = useSpeaking();
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const sending = useMutation({
    mutationFn: async (body: Sent) =>
      await tell<{ readonly request: AskedView }>(`/patients/${encodeURIComponent(id)}/requests`, {
        body,
        formToken: me?.formToken ?? '',
      }),
    // Without a connection it fails at once and stays on the form, rather than go later without anybody seeing it.
    networkMode: 'always',
    onSuccess: async ({ request }) => {
      drop();
      sentRequest.set(request.id);
      await queries.invalidateQueries({ queryKey: REQUESTS });
      await navigate({ to: '/patients/$id/requests', params: { id } });
    },
  });
  const failure = sending.error;
  return {
    send: (body: Sent) => {
      if (!sending.isPending) sending.mutate(body);
    },
    isSending: sending.isPending,
    failure:
      failure === null ? undefined : t(failureKey(failure, navigator.onLine), { sentence: failure.message }),
  };
}
