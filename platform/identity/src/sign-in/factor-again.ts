import type { StoredAccount } from '../accounts/account-store.ts';
import { passkeysWorkAt } from '../factors/passkeys.ts';
import type { AttemptKey } from '../factors/slow-down.ts';
import { jsonField } from './identify-steps.ts';
import type { Kit } from './kit.ts';
import type { MessageKey } from './messages.nl.ts';
import type { FactorForms } from './pages/factor-page.ts';
import { waitWords } from './pages/plain-pages.ts';
import { beginning, type PassageKey } from './passage.ts';
import { logFailure } from './proofs.ts';
import { field, type Visit } from './visit.ts';

/** Somebody of whom a factor is asked once more. */
export interface AskedAgain {
  readonly kit: Kit;
  readonly visit: Visit;
  readonly account: StoredAccount;
  /** Where the challenge of a passkey is remembered. */
  readonly key: PassageKey;
  /** For the log. */
  readonly why: 'unlock' | 'confirm';
  /** Whether a recovery code is taken too. */
  readonly recovery: boolean;
}

/** What went wrong, and with which status it is answered. */
export interface AgainFault {
  readonly words: string;
  readonly status: number;
}

/** The forms for the factors that this account has; the passkey is asked right away. */
export async function formsAgain(
  { kit, account: { accountId }, key, recovery }: AskedAgain,
  where: Pick<FactorForms, 'base' | 'query'>,
): Promise<FactorForms> {
  const passkey = (await kit.passkeys.has(accountId)) && passkeysWorkAt(kit.origin());
  const options = passkey ? await kit.passkeys.authentication(accountId) : undefined;
  if (options !== undefined)
    await kit.passages.save(key, { ...beginning('staff'), challenge: options.challenge });
  const codes = recovery && (await kit.recovery.left(accountId)) > 0;
  return { ...where, totp: await kit.totp.has(accountId), passkey: options, recovery: codes };
}

const WRONG: Readonly<Record<string, MessageKey>> = {
  passkey: 'signIn.passkeyWrong',
  recovery: 'factor.recoveryWrong',
};
const NAMES: Readonly<Record<string, string>> = { passkey: 'passkey', recovery: 'recovery code' };

/** Whether the factor was right; otherwise what to say. Attempts are slowed down together with those of a sign-in. */
export async function tryAgain(
  asked: AskedAgain,
  way: string,
  right: () => Promise<boolean> = () => rightFactor(asked, way),
): Promise<AgainFault | undefined> {
  const { kit, visit, account } = asked;
  const { t } = visit.view;
  const keys: AttemptKey[] = [
    { by: 'account', value: `factor ${account.accountId}` },
    { by: 'address', value: visit.address },
  ];
  const waitMs = await kit.slowDown.begin(keys, kit.now().getTime());
  if (waitMs > 0) return { words: t('signIn.wait', { wait: waitWords(visit.view, waitMs) }), status: 429 };
  if (!(await right())) {
    await logFailure({ kit, visit }, account, `${asked.why}: ${NAMES[way] ?? 'one-time code'}`);
    return { words: t(WRONG[way] ?? 'factor.wrong'), status: 401 };
  }
  await kit.slowDown.succeed(keys);
  return undefined;
}

/** A code, a recovery code or a passkey of this account; each is used by asking. */
export async function rightFactor(
  { kit, visit, account: { accountId }, key, recovery }: AskedAgain,
  way: string,
): Promise<boolean> {
  const at = kit.now().getTime();
  const typed = (name: string) => field(visit.request, name) ?? '';
  if (way === 'factor') return await kit.totp.use(accountId, typed('code'), at);
  if (way === 'recovery') return recovery && (await kit.recovery.use(accountId, typed('recovery'), at));
  if (way !== 'passkey') return false;
  const { challenge } = await kit.passages.load(key, 'staff');
  // Asked once, answered once.
  await kit.passages.forget(key);
  const used =
    challenge === undefined ? undefined : await kit.passkeys.use(jsonField({ visit }), challenge, at);
  return used?.accountId === accountId;
}
