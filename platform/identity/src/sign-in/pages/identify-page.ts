import { Fragment, createElement as h, type ReactElement } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import { inLanguage, type View } from '../view.ts';
import { Field, Form, PASSKEY_SCRIPTS, PasskeyForm, Press, renderFrame } from './frame.ts';

/** Another way to be known: an identity provider, or a national means. */
export interface OtherWay {
  readonly id: string;
  readonly name: string;
}

export interface IdentifyPage {
  /** `/sign-in/:uid`. */
  readonly base: string;
  readonly as: 'staff' | 'patient';
  readonly client: string;
  readonly error?: string | undefined;
  /** What was typed, to stand there again. */
  readonly login?: string | undefined;
  /** For the browser, where passkeys work at this address. */
  readonly passkey?: object | undefined;
  readonly federations: readonly OtherWay[];
  readonly nationalMeans: readonly OtherWay[];
  /** One click each; only in a demo. */
  readonly demoPeople: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly what: string;
  }[];
}

/** Where everyone begins: the entrance of staff, or of patients and carers. */
export function renderIdentifyPage(view: View, page: IdentifyPage): string {
  const { t } = view;
  const demo = page.demoPeople.length > 0;
  return renderFrame(view, {
    title: t(demo ? 'demo.title' : 'signIn.title'),
    above: t(page.as === 'staff' ? 'signIn.staff' : 'signIn.patient'),
    intro: demo ? t('demo.intro') : t('signIn.for', { client: page.client }),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      demo ? h(DemoPeople, { key: 'demo', view, page }) : null,
      demo ? h('h2', { key: 'ordinary' }, t('demo.ordinary')) : null,
      h(
        'div',
        { key: 'card', className: 'card panel' },
        h(PasswordForm, { view, page }),
        page.passkey === undefined
          ? null
          : h(PasskeyForm, {
              view,
              action: `${page.base}/passkey`,
              options: page.passkey,
              act: 'authenticate',
              words: 'signIn.passkey',
              hint: 'signIn.passkeyHint',
              failed: 'signIn.passkeyFailed',
            }),
        h(OtherWays, { view, page }),
      ),
      h(Ways, { key: 'ways', view, page }),
    ],
  });
}

function PasswordForm({ view, page }: { readonly view: View; readonly page: IdentifyPage }): ReactElement {
  const { t } = view;
  return h(
    Form,
    { view, action: `${page.base}/password`, className: 'ways' },
    h(Field, {
      name: 'login',
      label: t('signIn.login'),
      input: {
        defaultValue: page.login,
        autoComplete: 'username',
        autoCapitalize: 'none',
        spellCheck: false,
        maxLength: 200,
      },
    }),
    h(Field, {
      name: 'password',
      label: t('signIn.password'),
      input: { type: 'password', autoComplete: 'current-password' },
    }),
    h(Press, { words: t('signIn.button') }),
  );
}

function OtherWays({ view, page }: { readonly view: View; readonly page: IdentifyPage }): ReactElement {
  const button = (kind: 'federation' | 'national', words: MessageKey) => (way: OtherWay) =>
    h(
      Form,
      { key: `${kind} ${way.id}`, view, action: `${page.base}/${kind}`, className: 'ways' },
      h(Press, { words: view.t(words, { name: way.name }), main: false, name: 'way', value: way.id }),
    );
  return h(
    Fragment,
    null,
    page.federations.map(button('federation', 'signIn.federated')),
    page.nationalMeans.map(button('national', 'signIn.national')),
  );
}

function DemoPeople({ view, page }: { readonly view: View; readonly page: IdentifyPage }): ReactElement {
  return h(
    Form,
    { view, action: `${page.base}/demo`, className: 'card' },
    h(
      'ul',
      { className: 'choices' },
      page.demoPeople.map(({ accountId, name, what }) =>
        h(
          'li',
          { key: accountId },
          h(
            'button',
            { type: 'submit', className: 'choice', name: 'account', value: accountId },
            h('span', { className: 'choice__name' }, name),
            ' ',
            h('span', { className: 'choice__what' }, what),
          ),
        ),
      ),
    ),
  );
}

function Ways({ view, page }: { readonly view: View; readonly page: IdentifyPage }): ReactElement {
  const { t } = view;
  const other =
    page.as === 'staff'
      ? { href: `${page.base}?as=patient`, words: t('signIn.toPatient') }
      : { href: `${page.base}?as=staff`, words: t('signIn.toStaff') };
  return h(
    'nav',
    { className: 'ways', 'aria-label': t('signIn.or') },
    h('a', { href: inLanguage(view, `${page.base}/invitation?as=${page.as}`) }, t('signIn.toInvitation')),
    h('a', { href: inLanguage(view, other.href) }, other.words),
  );
}
