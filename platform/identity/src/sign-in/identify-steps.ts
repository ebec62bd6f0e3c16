import { foldLogin } from '../accounts/account-store.ts';
import { DEMO_ACR } from '../acr.ts';
import { verifyPassword } from '../factors/password.ts';
import type { AttemptKey } from '../factors/slow-down.ts';
import type { Outcome, Step } from './kit.ts';
import { acrOf, belongsAt, enter, mayTry, passkeyAmr, proved, refuse } from './proofs.ts';
import { accountOf, showStage } from './stages.ts';
import { field } from './visit.ts';

function byAddress({ visit }: Step): AttemptKey {
  return { by: 'address', value: visit.address };
}

/** Sign-in name and password. An unknown name, a wrong password and the wrong entrance are one answer. */
export async function passwordStep(step: Step): Promise<Outcome> {
  const { kit, visit, passage } = step;
  const login = (field(visit.request, 'login') ?? '').slice(0, 200);
  const keys: AttemptKey[] = [{ by: 'account', value: foldLogin(login) }, byAddress(step)];
  const wait = await mayTry(step, keys);
  if (wait) return wait;
  const account = await kit.accounts.findByLogin(login);
  const able =
    account !== undefined &&
    belongsAt(account, passage.as) &&
    (await hasSecondFactor(step, account.accountId));
  const right = await verifyPassword(
    able ? account.passwordHash : undefined,
    field(visit.request, 'password') ?? '',
  );
  if (!able || !right)
    return await refuse(step, {
      account,
      why: account === undefined ? 'unknown account' : able ? 'password' : 'account not usable here',
      words: 'signIn.wrong',
      login,
    });
  await kit.slowDown.succeed(keys);
  return {
    kind: 'next',
    passage: { as: passage.as, stage: 'factor', accountId: account.accountId, amr: ['pwd'] },
  };
}

async function hasSecondFactor({ kit }: Step, accountId: string): Promise<boolean> {
  const [totp, passkey] = [await kit.totp.has(accountId), await kit.passkeys.has(accountId)];
  return totp || passkey;
}

function keysOfFactor(step: Step): AttemptKey[] {
  return [{ by: 'account', value: `factor ${step.passage.accountId ?? ''}` }, byAddress(step)];
}

/** The code of an app, after the password. */
export async function factorStep(step: Step): Promise<Outcome> {
  return await secondStep(step, {
    field: 'code',
    use: (accountId, typed, at) => step.kit.totp.use(accountId, typed, at),
    why: 'one-time code',
    words: 'factor.wrong',
  });
}

/** A recovery code, after the password. */
export async function recoveryStep(step: Step): Promise<Outcome> {
  return await secondStep(step, {
    field: 'recovery',
    use: (accountId, typed, at) => step.kit.recovery.use(accountId, typed, at),
    why: 'recovery code',
    words: 'factor.recoveryWrong',
  });
}

async function secondStep(
  step: Step,
  second: {
    readonly field: string;
    readonly use: (accountId: string, typed: string, at: number) => Promise<boolean>;
    readonly why: string;
    readonly words: 'factor.wrong' | 'factor.recoveryWrong';
  },
): Promise<Outcome> {
  const { kit, visit, passage } = step;
  if (passage.stage !== 'factor') return await showStage(step);
  const keys = keysOfFactor(step);
  const wait = await mayTry(step, keys);
  if (wait) return wait;
  const account = await accountOf(step);
  const typed = field(visit.request, second.field) ?? '';
  const right =
    belongsAt(account, passage.as) && (await second.use(account.accountId, typed, kit.now().getTime()));
  if (!right) return await refuse(step, { account, why: second.why, words: second.words });
  await kit.slowDown.succeed(keys);
  return await proved(step, account, { amr: [...passage.amr, 'otp', 'mfa'], acr: acrOf(account) });
}

/** A passkey: by itself, or after the password. */
export async function passkeyStep(step: Step): Promise<Outcome> {
  const { kit, passage } = step;
  if (passage.stage !== 'identify' && passage.stage !== 'factor') return await showStage(step);
  const keys = [byAddress(step)];
  const wait = await mayTry(step, keys);
  if (wait) return wait;
  const { challenge, ...withoutChallenge } = passage;
  // Asked once, answered once.
  await kit.passages.save(step.key, withoutChallenge);
  const answer = jsonField(step);
  const used =
    challenge === undefined ? undefined : await kit.passkeys.use(answer, challenge, kit.now().getTime());
  const account = used && (await kit.accounts.find(used.accountId));
  const expected = passage.accountId === undefined || passage.accountId === used?.accountId;
  if (!used || !account || !expected || !belongsAt(account, passage.as))
    return await refuse(
      { ...step, passage: withoutChallenge },
      { account, why: 'passkey', words: 'signIn.passkeyWrong' },
    );
  await kit.slowDown.succeed(keys);
  return await proved(step, account, {
    amr: [...passage.amr, ...passkeyAmr(used.hardware)],
    acr: acrOf(account),
  });
}

/** What the script put into the form; undefined where it is no JSON. */
export function jsonField({ visit }: Pick<Step, 'visit'>): unknown {
  try {
    return JSON.parse(field(visit.request, 'response') ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One click, in a demo, for an account that was made for it. */
export async function demoStep(step: Step): Promise<Outcome> {
  const { kit, visit } = step;
  const account = await kit.accounts.find(field(visit.request, 'account') ?? '');
  if (!kit.demo || !account?.demo || !account.active)
    return await refuse(step, { account, why: 'no demo account', words: 'signIn.wrong' });
  return await proved(step, account, { amr: [], acr: DEMO_ACR });
}

/** One of the roles of the account, by its place in the list. */
export async function roleStep(step: Step): Promise<Outcome> {
  if (step.passage.stage !== 'role') return await showStage(step);
  const account = await accountOf(step);
  const acting = account.roles[Number(field(step.visit.request, 'role'))];
  return acting === undefined ? await showStage(step) : await enter(step, account, acting);
}
