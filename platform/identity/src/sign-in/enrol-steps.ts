import { foldLogin, type StoredAccount } from '../accounts/account-store.ts';
import type { AcceptedInvitation } from '../accounts/invitations.ts';
import { readLetterCode } from '../factors/letter-code.ts';
import { hashPassword, type PasswordFault, passwordFault } from '../factors/password.ts';
import type { AttemptKey } from '../factors/slow-down.ts';
import { totpStep } from '../factors/totp.ts';
import { birthDateIn } from './birth-date.ts';
import { deviceWords } from './device-words.ts';
import { jsonField } from './identify-steps.ts';
import { baseOf, type Outcome, type Step } from './kit.ts';
import type { MessageKey } from './messages.nl.ts';
import { renderInvitationPage } from './pages/enrol-pages.ts';
import { waitWords } from './pages/plain-pages.ts';
import type { PassageState } from './passage.ts';
import { acrOf, logFailure, passkeyAmr, proved } from './proofs.ts';
import { accountOf, showStage } from './stages.ts';
import { field } from './visit.ts';

/** The page that asks for the code of an invitation. */
export function showInvitation(step: Step, error?: string, status = 200): Outcome {
  const { as } = step.passage;
  return {
    kind: 'page',
    html: renderInvitationPage(step.visit.view, { base: baseOf(step), as, error }),
    status,
  };
}

/** The code of a letter, and a birth date where the account is a patient's or a carer's. */
export async function invitationStep(step: Step): Promise<Outcome> {
  const { kit, visit } = step;
  const { t } = visit.view;
  const at = kit.now().getTime();
  // Codes are random, 59 bits; but with a letter in hand a birth date could be guessed.
  const code = readLetterCode(field(visit.request, 'code') ?? '').slice(0, 40);
  const keys: AttemptKey[] = [
    { by: 'account', value: `invitation ${code}` },
    { by: 'address', value: visit.address },
  ];
  const waitMs = await kit.slowDown.begin(keys, at);
  if (waitMs > 0) return showInvitation(step, t('signIn.wait', { wait: waitWords(visit.view, waitMs) }), 429);
  const birthDate = birthDateIn(field(visit.request, 'birthDate'));
  const accepted = await kit.invitations.accept(code, at, birthDate);
  if (!accepted) {
    const stale = await kit.invitations.stale(code, at, birthDate);
    await logFailure(step, undefined, stale === undefined ? 'invitation' : `invitation, ${stale}`);
    return showInvitation(step, t(`invitation.${stale ?? 'wrong'}`), 401);
  }
  await kit.slowDown.succeed(keys);
  return { kind: 'next', passage: invited(accepted) };
}

/** A code leads to the entrance of its account, whichever page it was typed on. */
function invited({ account, invitationId }: AcceptedInvitation): PassageState {
  return {
    as: account.kind === 'staff' ? 'staff' : 'patient',
    stage: 'choose',
    accountId: account.accountId,
    amr: [],
    invitationId,
  };
}

const FAULTS: Readonly<Record<PasswordFault, MessageKey>> = {
  'too-short': 'choose.tooShort',
  'too-long': 'choose.tooLong',
  'easy-to-guess': 'choose.easy',
};

/** A password of one's own; it is in force when the second factor is. */
export async function newPasswordStep(step: Step): Promise<Outcome> {
  const { kit, visit, passage } = step;
  if (passage.stage !== 'choose') return await showStage(step);
  const account = await accountOf(step);
  const login = account.login ?? field(visit.request, 'login') ?? '';
  const password = field(visit.request, 'password') ?? '';
  const fault = (await loginFault(step, account, login)) ?? faultOf(step, account, login, password);
  if (fault !== undefined) return await showStage(step, { words: visit.view.t(fault), status: 422, login });
  const sealedPassword = kit.sealing.seal(`password:${account.accountId}`, await hashPassword(password));
  const { challenge: _, ...rest } = passage;
  return {
    kind: 'next',
    passage: { ...rest, stage: 'enrol', amr: ['pwd'], login: foldLogin(login), sealedPassword },
  };
}

/** What is wrong with the name that somebody chose to sign in with; nothing where the account has one. */
export async function loginFault(
  { kit }: Pick<Step, 'kit'>,
  account: StoredAccount,
  login: string,
): Promise<MessageKey | undefined> {
  if (account.login !== undefined) return undefined;
  if (!/^\S{4,200}$/.test(foldLogin(login))) return 'choose.badLogin';
  return (await kit.accounts.findByLogin(login)) === undefined ? undefined : 'choose.loginTaken';
}

/** What is wrong with a new password, typed twice in this form. */
export function faultOf(
  { visit }: Pick<Step, 'visit'>,
  account: StoredAccount,
  login: string,
  password: string,
): MessageKey | undefined {
  if (password !== (field(visit.request, 'again') ?? '')) return 'choose.differs';
  const fault = passwordFault(password, [account.name, login]);
  return fault && FAULTS[fault];
}

/** The first code of the app: password and code are in force from here. */
export async function enrolTotpStep(step: Step): Promise<Outcome> {
  const { kit, visit, passage } = step;
  if (passage.stage !== 'enrol' || passage.sealedTotp === undefined) return await showStage(step);
  const account = await accountOf(step);
  const at = kit.now().getTime();
  const secret = kit.sealing.open(`enrol:${account.accountId}`, passage.sealedTotp);
  const typed = field(visit.request, 'code') ?? '';
  if (totpStep(secret, typed, at) === undefined)
    return await showStage(step, { words: visit.view.t('enrol.wrong'), status: 422 });
  if (!(await takeIntoUse(step, account))) return await lost(step);
  await kit.totp.enrol(account.accountId, secret, { typed, at });
  return await enrolled(step, account, ['pwd', 'otp', 'mfa']);
}

/** A new passkey: alone, or beside the new password. */
export async function enrolPasskeyStep(step: Step): Promise<Outcome> {
  const { kit, visit, passage } = step;
  if (passage.stage !== 'choose' && passage.stage !== 'enrol') return await showStage(step);
  const account = await accountOf(step);
  const { challenge, ...withoutChallenge } = passage;
  await kit.passages.save(step.key, withoutChallenge);
  const made = challenge === undefined ? undefined : await kit.passkeys.check(jsonField(step), challenge);
  if (!made)
    return await showStage(
      { ...step, passage: withoutChallenge },
      { words: visit.view.t('choose.passkeyFailed'), status: 422 },
    );
  if (!(await takeIntoUse(step, account))) return await lost(step);
  await kit.passkeys.keep(account.accountId, made, { at: kit.now().getTime() });
  await kit.passkeys.rename(account.accountId, made.credentialId, deviceWords(visit.view, visit.device));
  return await enrolled(step, account, [...passage.amr, ...passkeyAmr(made.hardware)]);
}

/** The invitation is used, once, and the password that waited is set; false where it holds no longer. */
async function takeIntoUse({ kit, passage }: Step, account: StoredAccount): Promise<boolean> {
  const { invitationId, login, sealedPassword } = passage;
  if (invitationId === undefined || !account.active) return false;
  if (account.login === undefined && login !== undefined)
    await kit.accounts.setLogin(account.accountId, login);
  if (!(await kit.invitations.use(invitationId, kit.now().getTime()))) return false;
  if (sealedPassword !== undefined)
    await kit.accounts.setPassword(
      account.accountId,
      kit.sealing.open(`password:${account.accountId}`, sealedPassword),
    );
  return true;
}

async function lost(step: Step): Promise<Outcome> {
  await logFailure(step, await accountOf(step), 'invitation');
  return showInvitation(step, step.visit.view.t('invitation.wrong'), 401);
}

async function enrolled(step: Step, account: StoredAccount, amr: readonly string[]): Promise<Outcome> {
  const { kit, passage } = step;
  const codes = await kit.recovery.renew(account.accountId);
  return {
    kind: 'next',
    passage: {
      as: passage.as,
      stage: 'codes',
      accountId: account.accountId,
      amr: [...amr],
      sealedCodes: kit.sealing.seal(`codes:${account.accountId}`, codes.join(' ')),
    },
  };
}

/** The recovery codes are on paper. */
export async function keptStep(step: Step): Promise<Outcome> {
  if (step.passage.stage !== 'codes') return await showStage(step);
  const account = await accountOf(step);
  return await proved(step, account, { amr: step.passage.amr, acr: acrOf(account) });
}
