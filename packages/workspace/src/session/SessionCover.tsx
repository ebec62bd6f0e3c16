import { kitWords } from '@caecilia/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Refused } from '../server/ask.ts';
import { selfQuery } from '../server/self.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';

const EVERY_MS = 20_000;

type Session = 'open' | 'locked' | 'ended';

/** How the session of this browser stands; undefined where there is no connection, which says nothing about it. */
async function sessionNow(): Promise<Session | undefined> {
  const answer = await fetch('/session/state', { credentials: 'same-origin', cache: 'no-store' }).catch(
    (error: unknown) => {
      if (error instanceof TypeError) return undefined;
      throw error;
    },
  );
  if (!answer?.ok) return undefined;
  const { state } = (await answer.json()) as { readonly state?: unknown };
  return state === 'open' || state === 'locked' || state === 'ended' ? state : undefined;
}

/** The state of the session, looked at now and then, when the tab comes back, and when the server knows nobody. */
function useSession(): Session {
  const [session, setSession] = useState<Session>('open');
  const queries = useQueryClient();
  const look = useCallback(async () => {
    const now = await sessionNow();
    if (now !== undefined) setSession(now);
  }, []);
  useEffect(() => {
    const looking = () => void look();
    const timer = window.setInterval(looking, EVERY_MS);
    const shown = () => document.visibilityState === 'visible' && looking();
    document.addEventListener('visibilitychange', shown);
    window.addEventListener('pageshow', looking);
    const unsubscribe = queries.getQueryCache().subscribe(({ query }) => {
      if (query.state.error instanceof Refused && query.state.error.status === 401) looking();
    });
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', shown);
      window.removeEventListener('pageshow', looking);
      unsubscribe();
    };
  }, [look, queries]);
  return session;
}

/** Covers everything while the session is locked or has ended; what was typed stays beneath it. */
export function SessionCover(): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const before = useRef<Session>('open');
  const cover = useRef<HTMLDialogElement>(null);
  const { language } = useSpeaking();
  const t = kitWords(language);
  useEffect(() => {
    const dialog = cover.current;
    if (session === 'open') dialog?.close();
    else if (dialog && !dialog.open) dialog.showModal();
    if (session === 'open' && before.current !== 'open') void goOn();
    before.current = session;

    async function goOn(): Promise<void> {
      const known = queries.getQueryData(selfQuery().queryKey)?.account;
      const now = await queries.fetchQuery({ ...selfQuery(), staleTime: 0 });
      // Somebody else sits here now: nothing of the one before stays on the screen.
      if (known !== undefined && now.account !== known) window.location.reload();
      else await queries.invalidateQueries();
    }
  }, [session, queries]);
  const isLocked = session === 'locked';
  return (
    <dialog
      ref={cover}
      className="cover"
      aria-labelledby="cover-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="cover-title">{t(isLocked ? 'account.locked' : 'account.ended')}</h2>
      <p>{t(isLocked ? 'account.locked.kept' : 'account.ended.kept')}</p>
      <p>
        <a
          className="button button--main"
          href={isLocked ? '/session/unlock' : '/web/start'}
          target="_blank"
          rel="noopener"
        >
          {t(isLocked ? 'account.unlock' : 'account.again')}
        </a>
      </p>
    </dialog>
  );
}
