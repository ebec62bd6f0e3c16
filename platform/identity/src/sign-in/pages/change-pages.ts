import { createElement as h } from 'react';
import type { View } from '../view.ts';
import { Back } from './account-page.ts';
import { NewApp } from './enrol-pages.ts';
import { Field, Form, PASSKEY_SCRIPTS, PasskeyForm, Press, renderFrame } from './frame.ts';
import { ChosenLogin, NewPasswordFields } from './password-fields.ts';

const TO_ACCOUNT = { to: '/account', words: 'account.toAccount' } as const;

/** Another password. */
export function renderPasswordPage(
  view: View,
  page: {
    readonly error: string | undefined;
    readonly askCurrent: boolean;
    readonly askLogin: boolean;
    readonly login: string | undefined;
  },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t(page.askCurrent ? 'account.passwordChange' : 'account.passwordAdd'),
    intro: t('password.intro'),
    error: page.error,
    children: [
      h(
        Form,
        { key: 'form', view, action: '/account/password' },
        page.askLogin
          ? h(ChosenLogin, { view, login: page.login })
          : // For the browser, which keeps passwords by name.
            h('input', {
              type: 'hidden',
              name: 'username',
              value: page.login,
              autoComplete: 'username',
            }),
        page.askCurrent
          ? h(Field, {
              name: 'current',
              label: t('password.current'),
              input: { type: 'password', autoComplete: 'current-password' },
            })
          : null,
        h(NewPasswordFields, { view }),
        h(Press, { words: t('password.save') }),
      ),
      h(Back, { key: 'back', view, ...TO_ACCOUNT }),
    ],
  });
}

/** Another app, or a first one. */
export function renderTotpPage(
  view: View,
  page: {
    readonly error: string | undefined;
    readonly replaces: boolean;
    readonly app: { readonly secret: string; readonly uri: string };
  },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t(page.replaces ? 'account.totpReplace' : 'account.totpAdd'),
    intro: t(page.replaces ? 'totp.replaces' : 'totp.adds'),
    error: page.error,
    children: [
      h(
        Form,
        { key: 'form', view, action: '/account/totp' },
        h(NewApp, { view, app: page.app }),
        h(Press, { words: t('totp.save') }),
      ),
      h(Back, { key: 'back', view, ...TO_ACCOUNT }),
    ],
  });
}

/** One more passkey. */
export function renderNewPasskeyPage(
  view: View,
  page: { readonly options: object; readonly error: string | undefined },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('account.passkeyAdd'),
    intro: t('passkey.intro'),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      h(
        'div',
        { key: 'card', className: 'card panel' },
        h('p', null, t('passkey.noButton')),
        h(PasskeyForm, {
          view,
          action: '/account/passkeys/new',
          options: page.options,
          act: 'register',
          words: 'choose.passkeyButton',
          hint: 'choose.passkeyHint',
          failed: 'passkey.failed',
          main: true,
        }),
      ),
      h(Back, { key: 'back', view, ...TO_ACCOUNT }),
    ],
  });
}

/** Its name, and the end of it. */
export function renderPasskeyPage(
  view: View,
  page: {
    readonly id: string;
    readonly name: string;
    /** Most characters of a name. */
    readonly most: number;
    readonly error: string | undefined;
    readonly done: string | undefined;
    readonly mayRemove: boolean;
  },
): string {
  const { t } = view;
  const action = `/account/passkeys/${page.id}`;
  return renderFrame(view, {
    title: page.name === '' ? t('passkey.unnamed') : page.name,
    above: t('account.passkeys'),
    error: page.error,
    done: page.done,
    children: [
      h(
        Form,
        { key: 'name', view, action },
        h(Field, {
          name: 'name',
          label: t('passkey.name'),
          hint: t('passkey.nameHint'),
          input: { required: false, defaultValue: page.name, autoComplete: 'off', maxLength: page.most },
        }),
        h(Press, { words: t('passkey.save'), name: 'act', value: 'rename' }),
      ),
      page.mayRemove
        ? h(
            Form,
            { key: 'remove', view, action },
            h('p', null, t('passkey.removeHint')),
            h(Press, { words: t('passkey.remove'), main: false, name: 'act', value: 'remove' }),
          )
        : h('p', { key: 'last' }, t('passkey.last')),
      h(Back, { key: 'back', view, ...TO_ACCOUNT }),
    ],
  });
}

/** Whether to make new recovery codes. */
export function renderRecoveryPage(view: View, page: { readonly left: number }): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('account.recoveryRenew'),
    intro: t('recovery.intro'),
    children: [
      h(
        Form,
        { key: 'form', view, action: '/account/recovery' },
        h('p', null, t('account.recoveryLeft', { count: page.left })),
        h(Press, { words: t('recovery.make') }),
      ),
      h(Back, { key: 'back', view, ...TO_ACCOUNT }),
    ],
  });
}
