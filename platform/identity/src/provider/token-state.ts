import type { IdentityHouse } from './house.ts';
import { stillActsIn } from './house.ts';

interface InspectingClient {
  readonly clientId: string;
  readonly clientAuthMethod?: string | undefined;
}

interface InspectedToken {
  readonly clientId?: string | undefined;
  readonly grantId?: string | undefined;
}

/**
 * Whether a client may learn anything of a token: only of its own, only when it proves itself, and only while the
 * sign-in behind it holds. Else the answer is that the token is not active.
 */
export async function isInspectable(
  house: IdentityHouse,
  client: InspectingClient,
  token: object,
): Promise<boolean> {
  const { clientId, grantId }: InspectedToken = token;
  if (client.clientAuthMethod === 'none' || clientId !== client.clientId) return false;
  return grantId === undefined || (await grantIsAlive(house, grantId));
}

/** Whether the grant, its sign-in and its role still hold. */
export async function grantIsAlive(house: IdentityHouse, grantId: string): Promise<boolean> {
  const context = await house.contexts.find(grantId);
  if (context === undefined) return false;
  const account = await house.accounts.find(context.accountId);
  if (account === undefined || !stillActsIn(account, context)) return false;
  if (context.offline) return true;
  const session = await house.sessions.find(context.sessionId);
  return session?.accountId === context.accountId && session.acting.role === context.role;
}
