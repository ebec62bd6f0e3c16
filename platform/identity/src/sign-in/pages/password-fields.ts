import { createElement as h, type ReactElement } from 'react';
import type { View } from '../view.ts';
import { Field } from './frame.ts';

/** The name that somebody chooses to sign in with. */
export function ChosenLogin({
  view,
  login,
}: {
  readonly view: View;
  readonly login: string | undefined;
}): ReactElement {
  return h(Field, {
    name: 'login',
    label: view.t('choose.login'),
    hint: view.t('choose.loginHint'),
    input: {
      defaultValue: login,
      autoComplete: 'username',
      autoCapitalize: 'none',
      spellCheck: false,
      maxLength: 200,
    },
  });
}

/** A new password, twice: in `password` and `again`. */
export function NewPasswordFields({ view: { t } }: { readonly view: View }): readonly ReactElement[] {
  const input = { type: 'password', autoComplete: 'new-password' };
  return [
    h(Field, {
      key: 'password',
      name: 'password',
      label: t('choose.newPassword'),
      hint: t('choose.passwordHint'),
      input,
    }),
    h(Field, { key: 'again', name: 'again', label: t('choose.again'), input }),
  ];
}
