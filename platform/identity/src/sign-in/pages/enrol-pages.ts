import { QrCode } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement } from 'react';
import { inLanguage, type View } from '../view.ts';
import { CodeField, StartAgain } from './factor-page.ts';
import { Field, Form, PASSKEY_SCRIPTS, PasskeyForm, Press, renderFrame } from './frame.ts';
import { ChosenLogin, NewPasswordFields } from './password-fields.ts';

/** The code of an invitation. */
export function renderInvitationPage(
  view: View,
  page: { readonly base: string; readonly as: string; readonly error?: string | undefined },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('invitation.title'),
    intro: t('invitation.intro'),
    error: page.error,
    children: [
      h(
        Form,
        { key: 'form', view, action: `${page.base}/invitation?as=${page.as}` },
        h(Field, {
          name: 'code',
          label: t('invitation.code'),
          hint: t('invitation.codeHint'),
          input: { className: 'code', autoComplete: 'off', autoCapitalize: 'characters', maxLength: 30 },
        }),
        h(Field, {
          name: 'birthDate',
          label: t('invitation.birthDate'),
          hint: t('invitation.birthDateHint'),
          input: { required: false, inputMode: 'numeric', autoComplete: 'bday', maxLength: 10 },
        }),
        h(Press, { words: t('continue') }),
      ),
      h(
        'p',
        { key: 'back', className: 'ways' },
        h('a', { href: inLanguage(view, `${page.base}?as=${page.as}`) }, t('back')),
      ),
    ],
  });
}

export interface ChoosePage {
  readonly base: string;
  readonly name: string;
  /** Whether they still choose a name to sign in with. */
  readonly askLogin: boolean;
  readonly login?: string | undefined;
  readonly passkey?: object | undefined;
  readonly error?: string | undefined;
}

/** After an invitation: a passkey, or a password with a code. */
export function renderChoosePage(view: View, page: ChoosePage): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('choose.title', { name: page.name }),
    intro: t('choose.intro'),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      page.passkey === undefined
        ? null
        : h(PasskeyForm, {
            key: 'passkey',
            view,
            action: `${page.base}/enrol-passkey`,
            options: page.passkey,
            act: 'register',
            words: 'choose.passkeyButton',
            hint: 'choose.passkeyHint',
            failed: 'choose.passkeyFailed',
            main: true,
          }),
      h('h2', { key: 'with' }, t('choose.password')),
      h(NewPassword, { key: 'password', view, page }),
      h(StartAgain, { key: 'again', view, base: page.base }),
    ],
  });
}

function NewPassword({ view, page }: { readonly view: View; readonly page: ChoosePage }): ReactElement {
  const { t } = view;
  return h(
    Form,
    { view, action: `${page.base}/new-password` },
    page.askLogin ? h(ChosenLogin, { view, login: page.login }) : null,
    h(NewPasswordFields, { view }),
    h(Press, { words: t('continue') }),
  );
}

export interface EnrolPage {
  readonly base: string;
  readonly secret: string;
  readonly uri: string;
  readonly passkey?: object | undefined;
  readonly error?: string | undefined;
}

/** The second factor beside a new password. */
export function renderEnrolPage(view: View, page: EnrolPage): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('enrol.title'),
    intro: t('enrol.why'),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      h(
        Form,
        { key: 'form', view, action: `${page.base}/enrol-totp` },
        h(NewApp, { view, app: page }),
        h(Press, { words: t('factor.button') }),
      ),
      page.passkey === undefined
        ? null
        : h(PasskeyForm, {
            key: 'passkey',
            view,
            action: `${page.base}/enrol-passkey`,
            options: page.passkey,
            act: 'register',
            words: 'enrol.passkey',
            failed: 'choose.passkeyFailed',
          }),
      h(StartAgain, { key: 'again', view, base: page.base }),
    ],
  });
}

/** The key of a new app, as a square and in letters, and the first code of it. */
export function NewApp(props: {
  readonly view: View;
  readonly app: { readonly secret: string; readonly uri: string };
}): ReactElement {
  const { t } = props.view;
  const { secret, uri } = props.app;
  return h(
    Fragment,
    null,
    h('p', null, t('enrol.scan')),
    h(QrCode, { text: uri, label: t('enrol.qr') }),
    h(
      'div',
      null,
      h('p', { className: 'field__hint' }, t('enrol.typed')),
      h('p', { className: 'key' }, secret.match(/.{1,4}/g)?.join(' ')),
    ),
    h(CodeField, { view: props.view, name: 'code', label: t('enrol.code') }),
  );
}

/** Ten codes for paper, shown once. */
export function renderCodesPage(
  view: View,
  page: {
    /** Where the answer goes that they are kept. */
    readonly kept: string;
    readonly codes: readonly string[];
    readonly name: string;
    readonly date: string;
  },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('codes.title'),
    intro: t('codes.intro'),
    scripts: PASSKEY_SCRIPTS,
    children: h(
      Fragment,
      null,
      h('p', null, t('codes.keep')),
      h(
        'div',
        { className: 'card panel' },
        h('p', { className: 'small' }, t('codes.for', { name: page.name, date: page.date })),
        h(
          'ul',
          { className: 'codes' },
          page.codes.map((code) => h('li', { key: code }, code)),
        ),
        h('button', { type: 'button', className: 'button print-button', hidden: true }, t('codes.print')),
      ),
      h(Form, { view, action: page.kept, className: 'ways' }, h(Press, { words: t('codes.kept') })),
    ),
  });
}
