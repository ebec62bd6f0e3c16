import type { KoaContextWithOIDC } from 'oidc-provider';
import type { LiveSession } from '../contract.ts';
import type { IdentityHouse } from './house.ts';
import { LIVED_S } from './lifetimes.ts';

/** What the sign-in pages answered, as the protocol library keeps it in between. */
export interface SignInResult {
  readonly sessionId: string;
}

const LIVE = new WeakMap<object, Promise<LiveSession | undefined>>();

/**
 * The sign-in behind this request: the one just made, else the one that the browser's session belongs to. Undefined
 * when it ended, or when somebody else is signed in by now.
 */
export function liveSession(house: IdentityHouse, ctx: KoaContextWithOIDC): Promise<LiveSession | undefined> {
  const known = LIVE.get(ctx.oidc);
  if (known !== undefined) return known;
  const live = findLive(house, ctx);
  LIVE.set(ctx.oidc, live);
  return live;
}

async function findLive(house: IdentityHouse, ctx: KoaContextWithOIDC): Promise<LiveSession | undefined> {
  const { session, result } = ctx.oidc;
  if (session?.accountId === undefined) return undefined;
  const signIn = result?.signIn;
  const fresh = isSignIn(signIn) ? signIn.sessionId : undefined;
  const sessionId = fresh ?? (await house.contexts.signInOf(session.uid));
  const live = sessionId === undefined ? undefined : await house.sessions.find(sessionId);
  if (live === undefined || live.accountId !== session.accountId) return undefined;
  if (fresh !== undefined) await house.contexts.rememberSignIn(session.uid, fresh, LIVED_S.session);
  return live;
}

function isSignIn(value: unknown): value is SignInResult {
  return (
    typeof value === 'object' && value !== null && 'sessionId' in value && typeof value.sessionId === 'string'
  );
}
