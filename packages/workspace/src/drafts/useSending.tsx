import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useSyncExternalStore } from 'react';
import { tell } from '../server/ask.ts';
import { selfQuery } from '../server/self.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { mayComeBack, tokenOf } from './keeping.ts';
import { Outbox, type SendState } from './outbox.ts';

const AGAIN_MS = 15_000;
const outboxes = new WeakMap<QueryClient, Outbox>();

function outboxOf(queries: QueryClient): Outbox {
  const found = outboxes.get(queries);
  if (found) return found;
  const outbox = new Outbox({
    now: () => Date.now(),
    mayComeBack,
    untilNextTry: () =>
      new Promise((resolve) => {
        const timer = window.setTimeout(resolve, AGAIN_MS);
        const now = () => {
          window.clearTimeout(timer);
          resolve();
        };
        window.addEventListener('online', now, { once: true });
      }),
  });
  outboxes.set(queries, outbox);
  return outbox;
}

/** A form that can be sent. */
export interface Sending<Answer> {
  readonly state: SendState;
  /** Answers what the server did; throws `Refused`. Waits for the connection where there is none, also when the page is left. */
  send(body: unknown): Promise<Answer>;
}

/**
 * Sends the form with this name to an address. The body holds the number of the form (`clientId`), so that the server
 * takes it once however often it arrives. What one person typed is never sent as another.
 */
export function useSending<Answer extends object>(name: string, path: string): Sending<Answer> {
  const queries = useQueryClient();
  const { data: me } = useQuery(selfQuery());
  const account = me?.account ?? '';
  const outbox = useMemo(() => outboxOf(queries), [queries]);
  const state = useSyncExternalStore(outbox.subscribe, () => outbox.stateOf(name));
  const send = useCallback(
    (body: unknown) =>
      outbox.send(name, () => tell<Answer>(path, { body, formToken: tokenOf(queries, account) })),
    [outbox, name, path, queries, account],
  );
  return { state, send };
}

/**
 * A steady line while something is on its way or waits for the connection. `onDevice`: what was typed is kept on this
 * device too; else the tab has to stay open.
 */
export function SendingLine(props: { readonly state: SendState; readonly onDevice?: boolean }): ReactNode {
  const { t, language } = useSpeaking();
  const { state, onDevice = true } = props;
  const time = (at: number) => new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
  return (
    <div role="status" className="sending">
      {state.kind === 'sending' ? <p>{t('sending.now')}</p> : null}
      {state.kind === 'waiting' ? (
        <p className="sending__waiting">
          {t(onDevice ? 'sending.waiting' : 'sending.stayOpen', { time: time(state.since) })}
        </p>
      ) : null}
    </div>
  );
}
