import type { StoredAccount } from '../accounts/account-store.ts';
import { accountCaller, unknownCaller } from '../accounts/log-caller.ts';
import { INVITED_ACR, TWO_FACTOR_ACR } from '../acr.ts';
import type { Account, AccountRole } from '../contract.ts';
import type { AttemptKey } from '../factors/slow-down.ts';
import type { Outcome, Step } from './kit.ts';
import type { MessageKey } from './messages.nl.ts';
import { waitWords } from './pages/plain-pages.ts';
import { showStage } from './stages.ts';

/** What a passkey proves (RFC 8176). */
export function passkeyAmr(hardware: boolean): string[] {
  return [hardware ? 'hwk' : 'swk', 'mfa'];
}

/** The entrance that is for this kind of account. */
export function belongsAt(account: Account, as: 'staff' | 'patient'): boolean {
  return account.active && (account.kind === 'staff') === (as === 'staff');
}

/** Whether somebody may try now, and what to answer when not. */
export async function mayTry(step: Step, keys: readonly AttemptKey[]): Promise<Outcome | undefined> {
  const waitMs = await step.kit.slowDown.begin(keys, step.kit.now().getTime());
  if (waitMs === 0) return undefined;
  const { view } = step.visit;
  return await showStage(step, {
    words: view.t('signIn.wait', { wait: waitWords(view, waitMs) }),
    status: 429,
    retryAfterS: Math.ceil(waitMs / 1000),
  });
}

/** Says no, after the log has it. What was typed is not in the log: it could be a password, or somebody's name. */
export async function refuse(
  step: Step,
  no: {
    readonly account: StoredAccount | undefined;
    readonly why: string;
    readonly words: MessageKey;
    readonly login?: string | undefined;
  },
): Promise<Outcome> {
  await logFailure(step, no.account, no.why);
  return await showStage(step, { words: step.visit.view.t(no.words), status: 401, login: no.login });
}

/** A line for a sign-in that failed. */
export async function logFailure(
  { kit, visit }: Pick<Step, 'kit' | 'visit'>,
  account: Account | undefined,
  why: string,
): Promise<void> {
  await kit.log.write({
    event: 'sign-in-failed',
    action: 'E',
    outcome: 4,
    caller: account ? accountCaller(account, { address: visit.address }) : unknownCaller(visit.address),
    ...(account === undefined ? {} : { object: { type: 'Account', id: account.accountId } }),
    detail: why,
  });
}

/** Who somebody is was proved: on to the role, or in. */
export async function proved(
  step: Step,
  account: StoredAccount,
  proof: { readonly amr: readonly string[]; readonly acr: string },
): Promise<Outcome> {
  const [only, ...others] = account.roles;
  if (only === undefined) throw new Error('an account without a role');
  const passage = {
    as: step.passage.as,
    accountId: account.accountId,
    amr: [...proof.amr],
    acr: proof.acr,
  };
  if (others.length > 0) return { kind: 'next', passage: { ...passage, stage: 'role' } };
  return await enter({ ...step, passage: { ...passage, stage: 'role' } }, account, only);
}

/** `acr` of an account that proved two factors. */
export function acrOf(account: Account): string {
  return account.kind === 'staff' ? TWO_FACTOR_ACR : INVITED_ACR;
}

/** Opens the session. */
export async function enter(step: Step, account: StoredAccount, acting: AccountRole): Promise<Outcome> {
  const { kit, visit, passage } = step;
  const { amr, acr } = passage;
  if (acr === undefined) throw new Error('a session without a proof');
  await endOfOthers(step, account);
  const opened = await kit.sessions.open({
    account,
    acting,
    proof: { amr, acr, authTime: Math.floor(kit.now().getTime() / 1000) },
    device: visit.device,
    address: visit.address,
  });
  return { kind: 'answer', answer: { kind: 'signed-in', session: opened.session }, cookie: opened.secret };
}

/** At a shared computer somebody else signs in: the one before goes out. */
async function endOfOthers({ kit, visit }: Step, account: Account): Promise<void> {
  if (visit.sessionSecret === undefined) return;
  const before = await kit.sessions.seeBySecret(visit.sessionSecret);
  if (before && before.state !== 'ended' && before.accountId !== account.accountId)
    await kit.sessions.end(before.sessionId, 'somebody else signed in at this browser');
}
