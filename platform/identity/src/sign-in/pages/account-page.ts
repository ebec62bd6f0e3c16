import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import { inLanguage, type View } from '../view.ts';
import { AnyFactor, type FactorForms } from './factor-page.ts';
import { PASSKEY_SCRIPTS, renderFrame } from './frame.ts';

/** A passkey in words. */
export interface PasskeyLine {
  readonly id: string;
  readonly name: string;
  readonly hardware: boolean;
  readonly made: string;
  readonly lastUsed: string | undefined;
}

export interface AccountPage {
  readonly name: string;
  readonly login: string | undefined;
  readonly done: string | undefined;
  /** Whether they can change anything here: not in a demo, and not who signs in through an institution only. */
  readonly manages: boolean;
  readonly passkeysWork: boolean;
  readonly password: boolean;
  /** A day in words. */
  readonly totpSince: string | undefined;
  readonly passkeys: readonly PasskeyLine[];
  readonly recoveryLeft: number;
}

/** How somebody signs in: what there is, and the way to change each. */
export function renderAccountPage(view: View, page: AccountPage): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('account.title'),
    above: page.name,
    intro: t(page.manages ? 'account.intro' : 'account.elsewhere'),
    done: page.done,
    children: [
      page.manages ? h(Own, { key: 'own', view, page }) : null,
      h(
        Part,
        { key: 'sessions', view, title: 'sessions.title', to: '/account/sessions', act: 'account.sessions' },
        h('p', null, t('account.sessionsHint')),
      ),
      h(Back, { key: 'back', view, to: '/', words: 'account.back' }),
    ],
  });
}

function Own({ view, page }: { readonly view: View; readonly page: AccountPage }): ReactElement {
  const { t } = view;
  const { login, password, totpSince, recoveryLeft } = page;
  return h(
    'div',
    { className: 'parts-of-account' },
    h(
      Part,
      {
        view,
        title: 'signIn.password',
        to: '/account/password',
        act: password ? 'account.passwordChange' : 'account.passwordAdd',
      },
      login === undefined ? null : h('p', null, t('account.login', { login })),
      h('p', null, t(password ? 'account.passwordSet' : 'account.passwordNone')),
    ),
    h(
      Part,
      {
        view,
        title: 'account.totp',
        to: '/account/totp',
        act: totpSince === undefined ? 'account.totpAdd' : 'account.totpReplace',
      },
      h(
        'p',
        null,
        totpSince === undefined ? t('account.totpNone') : t('account.totpSince', { date: totpSince }),
      ),
    ),
    h(PasskeysPart, { view, page }),
    h(
      Part,
      { view, title: 'codes.title', to: '/account/recovery', act: 'account.recoveryRenew' },
      h('p', null, t('account.recoveryLeft', { count: recoveryLeft })),
    ),
  );
}

function PasskeysPart({ view, page }: { readonly view: View; readonly page: AccountPage }): ReactElement {
  const { t } = view;
  const { passkeys, passkeysWork } = page;
  return h(
    Part,
    {
      view,
      title: 'account.passkeys',
      ...(passkeysWork ? { to: '/account/passkeys/new', act: 'account.passkeyAdd' as const } : {}),
    },
    passkeys.length === 0 ? h('p', null, t('account.passkeysNone')) : null,
    passkeys.length === 0
      ? null
      : h(
          'ul',
          { className: 'passkeys' },
          passkeys.map((passkey) =>
            h('li', { key: passkey.id, className: 'seen' }, h(PasskeyFacts, { view, passkey })),
          ),
        ),
    passkeysWork ? null : h('p', { className: 'field__hint' }, t('account.passkeysNotHere')),
  );
}

function PasskeyFacts({
  view,
  passkey,
}: {
  readonly view: View;
  readonly passkey: PasskeyLine;
}): ReactElement {
  const { t } = view;
  const { id, hardware, made, lastUsed } = passkey;
  const name = passkey.name === '' ? t('passkey.unnamed') : passkey.name;
  const facts = [
    t('account.passkeyMade', { date: made }),
    lastUsed === undefined ? t('account.passkeyUnused') : t('sessions.lastUsed', { date: lastUsed }),
    t(hardware ? 'account.passkeyHere' : 'account.passkeySynced'),
  ];
  return h(
    'div',
    { className: 'seen__facts' },
    h(
      'p',
      { className: 'choice__name' },
      h('a', { href: inLanguage(view, `/account/passkeys/${id}`) }, t('account.passkeyManage', { name })),
    ),
    h('p', { className: 'field__hint' }, facts.join(' · ')),
  );
}

function Part(props: {
  readonly view: View;
  readonly title: MessageKey;
  readonly to?: string;
  readonly act?: MessageKey;
  readonly children?: ReactNode;
}): ReactElement {
  const { view, title, to, act, children } = props;
  return h(
    'section',
    { className: 'card panel', 'aria-label': view.t(title) },
    h('h2', null, view.t(title)),
    children,
    to === undefined || act === undefined
      ? null
      : h('p', null, h('a', { className: 'button', href: inLanguage(view, to) }, view.t(act))),
  );
}

/** The way back. */
export function Back(props: {
  readonly view: View;
  readonly to: string;
  readonly words: MessageKey;
}): ReactElement {
  const { view, to, words } = props;
  return h('p', { className: 'ways' }, h('a', { href: inLanguage(view, to) }, view.t(words)));
}

/** The second factor once more, before anything about a sign-in is changed. */
export function renderConfirmPage(
  view: View,
  page: FactorForms & { readonly error?: string | undefined },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('factor.title'),
    intro: t('confirm.intro'),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      h(AnyFactor, { key: 'factors', view, forms: page }),
      h(Back, { key: 'back', view, to: '/account', words: 'back' }),
    ],
  });
}
