import { dateWords } from '@caecilia/ui';
import type { StoredAccount } from '../accounts/account-store.ts';
import { passkeysWorkAt } from '../factors/passkeys.ts';
import { newTotpSecret, totpEnrolment } from '../factors/totp.ts';
import { baseOf, type Outcome, roleChoice, type Step } from './kit.ts';
import { renderChoosePage, renderCodesPage, renderEnrolPage } from './pages/enrol-pages.ts';
import { renderFactorPage } from './pages/factor-page.ts';
import { renderIdentifyPage } from './pages/identify-page.ts';
import { renderContinuePage, renderRolePage } from './pages/plain-pages.ts';
import type { PassageState } from './passage.ts';

/** What went wrong, and with which status it is answered. */
export interface Fault {
  readonly words: string;
  readonly status: number;
  readonly retryAfterS?: number;
  /** Typed, and shown again; never a password. */
  readonly login?: string | undefined;
}

/** The page of where a sign-in is. */
export async function showStage(step: Step, fault?: Fault): Promise<Outcome> {
  const html = await htmlOf(step, fault);
  return {
    kind: 'page',
    html,
    status: fault?.status ?? 200,
    ...(fault?.retryAfterS === undefined ? {} : { retryAfterS: fault.retryAfterS }),
  };
}

async function htmlOf(step: Step, fault: Fault | undefined): Promise<string> {
  switch (step.passage.stage) {
    case 'identify':
      return await identifyPage(step, fault);
    case 'choose':
      return await choosePage(step, fault);
    case 'factor':
      return await factorPage(step, fault);
    case 'enrol':
      return await enrolPage(step, fault);
    case 'codes':
      return await codesPage(step);
    case 'proved':
    case 'role':
      return await rolePage(step);
    case 'done':
      return renderContinuePage(step.visit.view, {
        to: `${baseOf(step)}/continue`,
        client: step.pending.client.name,
      });
  }
}

/** The account of a sign-in whose first step was right. */
export async function accountOf({ kit, passage }: Step): Promise<StoredAccount> {
  if (passage.accountId === undefined) throw new Error('a step needs an account that nobody named');
  return await kit.accounts.get(passage.accountId);
}

/** Asks a passkey of the browser and remembers what it must answer; undefined where passkeys cannot work. */
async function challenged(
  step: Step,
  make: () => Promise<{ readonly challenge: string }>,
): Promise<object | undefined> {
  if (!passkeysWorkAt(step.kit.origin())) return undefined;
  const options = await make();
  await step.kit.passages.save(step.key, { ...step.passage, challenge: options.challenge });
  return options;
}

async function identifyPage(step: Step, fault: Fault | undefined): Promise<string> {
  const { kit, passage, visit, pending } = step;
  const ways = <T extends { id: string; name: string }>(list: readonly T[]) =>
    list.map(({ id, name }) => ({ id, name }));
  return renderIdentifyPage(visit.view, {
    base: baseOf(step),
    as: passage.as,
    client: pending.client.name,
    error: fault?.words ?? (passage.fault && visit.view.t(passage.fault)),
    login: fault?.login,
    passkey: await challenged(step, () => kit.passkeys.authentication()),
    federations: passage.as === 'staff' ? ways(kit.federations) : [],
    nationalMeans: passage.as === 'patient' ? ways(kit.nationalMeans) : [],
    demoPeople: kit.demo ? await demoPeople(step) : [],
  });
}

async function demoPeople({ kit, passage, visit, pending }: Step) {
  const people = (await kit.accounts.list()).filter(
    (account) =>
      account.demo &&
      account.active &&
      (account.kind === 'staff') === (passage.as === 'staff') &&
      kit.demoFor(pending.client.id, account),
  );
  return await Promise.all(
    people.map(async ({ accountId, name, roles }) => {
      const choices = await Promise.all(roles.map((role) => roleChoice(kit, role, visit.view.language)));
      const what = choices.map(({ words, organization }) => [words, organization].filter(Boolean).join(', '));
      return { accountId, name, what: what.join(' · ') };
    }),
  );
}

async function choosePage(step: Step, fault: Fault | undefined): Promise<string> {
  const account = await accountOf(step);
  return renderChoosePage(step.visit.view, {
    base: baseOf(step),
    name: account.name,
    askLogin: account.login === undefined,
    login: fault?.login,
    passkey: await challenged(step, () => step.kit.passkeys.registration(account)),
    error: fault?.words,
  });
}

async function factorPage(step: Step, fault: Fault | undefined): Promise<string> {
  const { kit } = step;
  const { accountId } = await accountOf(step);
  return renderFactorPage(step.visit.view, {
    base: baseOf(step),
    totp: await kit.totp.has(accountId),
    passkey: (await kit.passkeys.has(accountId))
      ? await challenged(step, () => kit.passkeys.authentication(accountId))
      : undefined,
    recovery: (await kit.recovery.left(accountId)) > 0,
    error: fault?.words,
  });
}

async function enrolPage(step: Step, fault: Fault | undefined): Promise<string> {
  const { kit, passage } = step;
  const account = await accountOf(step);
  const purpose = `enrol:${account.accountId}`;
  const secret =
    passage.sealedTotp === undefined ? newTotpSecret() : kit.sealing.open(purpose, passage.sealedTotp);
  const kept: PassageState = { ...passage, sealedTotp: kit.sealing.seal(purpose, secret) };
  await kit.passages.save(step.key, kept);
  return renderEnrolPage(step.visit.view, {
    base: baseOf(step),
    ...totpEnrolment(secret, passage.login ?? account.login ?? account.name),
    passkey: await challenged({ ...step, passage: kept }, () => kit.passkeys.registration(account)),
    error: fault?.words,
  });
}

async function codesPage(step: Step): Promise<string> {
  const { kit, passage, visit } = step;
  const account = await accountOf(step);
  const { language } = visit.view;
  return renderCodesPage(visit.view, {
    kept: `${baseOf(step)}/kept`,
    codes: kit.sealing.open(`codes:${account.accountId}`, passage.sealedCodes ?? '').split(' '),
    name: account.name,
    date: dateWords(kit.now().toISOString(), 'day', language),
  });
}

async function rolePage(step: Step): Promise<string> {
  const { roles } = await accountOf(step);
  const { language } = step.visit.view;
  return renderRolePage(step.visit.view, {
    action: `${baseOf(step)}/role`,
    roles: await Promise.all(roles.map((role) => roleChoice(step.kit, role, language))),
  });
}
