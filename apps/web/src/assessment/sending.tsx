import { type AssessmentKey, assessmentWords } from '@caecilia/assessment/ui';
import type { Translate } from '@caecilia/ui';
import { Refused, tell } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of assessment in the language of the screens. */
export function useWords(): Translate<AssessmentKey> {
  return assessmentWords(useSpeaking().language);
}

/** Sends what was typed about a patient; what is shown of that patient is asked for again after it. */
export function useSend<Answer extends object>(id: string) {
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  return useMutation<Answer, Error, { readonly part: string; readonly body: object }>({
    mutationFn: ({ part, body }) =>
      tell<Answer>(`/patients/${encodeURIComponent(id)}/${part}`, { body, formToken: me?.formToken ?? '' }),
    // Sending again is the person's own act: they see what became of it, also that there is no connection.
    retry: false,
    networkMode: 'always',
    onSuccess: () => queries.invalidateQueries({ queryKey: ['patient', id] }),
  });
}

/** Whether a colleague was first. */
export const isConflict = (error: Error | null): boolean => error instanceof Refused && error.status === 409;

/** The place in the form that the server named, where it named one. */
export const placeOf = (error: Error | null): string | undefined =>
  error instanceof Refused ? error.expression : undefined;

function keyOf(error: Error): AssessmentKey {
  if (!(error instanceof Refused)) return 'form.offline';
  if (error.status === 403 || error.status === 404) return 'form.forbidden';
  return error.status >= 500 || error.status === 429 ? 'form.busy' : 'form.refused';
}

/** Why nothing was recorded, beside the button that was pressed. It takes the focus: who does not see it hears it. */
export function SendFailure(props: {
  readonly error: Error | null;
  readonly names?: readonly string[];
  readonly words?: string | undefined;
}): ReactNode {
  const w = useWords();
  const { error, names = [], words } = props;
  const place = useRef<HTMLDivElement>(null);
  const isShown = error !== null || names.length > 0 || words !== undefined;
  useEffect(() => {
    if (isShown) place.current?.focus();
  }, [isShown]);
  if (!isShown) return null;
  const key = error ? keyOf(error) : undefined;
  return (
    <div ref={place} tabIndex={-1} className="send-failure" role="alert">
      <p>
        <span aria-hidden>! </span>
        <b>{w('form.failed')}</b>{' '}
        {words ?? (names.length > 0 ? w('form.fix', { names: names.join(', ') }) : '')}
        {key === undefined || !error
          ? null
          : key === 'form.refused'
            ? w(key, { sentence: error.message })
            : w(key)}
      </p>
    </div>
  );
}

/** What was typed here before a reload is there again; with the way to begin anew. */
export function Restored(props: { readonly at: number | undefined; readonly drop: () => void }): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  if (props.at === undefined) return null;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(props.at);
  return (
    <p className="banner-line restored" role="status">
      {w('form.restored', { time })}{' '}
      <Button variant="default" size="compact-sm" onClick={props.drop}>
        {w('form.drop')}
      </Button>
    </p>
  );
}
