import { Fragment, createElement as h, type ReactElement } from 'react';
import type { View } from '../view.ts';
import { Field, Form, PASSKEY_SCRIPTS, PasskeyForm, Press, renderFrame } from './frame.ts';

/** Factors that an account can confirm with. */
export interface FactorForms {
  /** Where the forms go, with `/factor`, `/passkey` and `/recovery` behind it. */
  readonly base: string;
  /** What must stay in the address of a form, for instance `?returnTo=…`. */
  readonly query?: string;
  readonly totp: boolean;
  readonly passkey?: object | undefined;
  readonly recovery: boolean;
}

/** The second factor, after the password. */
export function renderFactorPage(
  view: View,
  page: FactorForms & { readonly error?: string | undefined },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('factor.title'),
    ...(page.totp ? { intro: t('factor.intro') } : {}),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      h(AnyFactor, { key: 'factors', view, forms: page }),
      h(StartAgain, { key: 'again', view, base: page.base }),
    ],
  });
}

/** The forms of the factors somebody has, and where they may, the one for a code from paper. */
export function AnyFactor({
  view,
  forms,
}: {
  readonly view: View;
  readonly forms: FactorForms;
}): ReactElement {
  return h(
    Fragment,
    null,
    h(Factors, { view, forms, button: view.t('factor.button') }),
    forms.recovery ? h(Recovery, { view, forms }) : null,
  );
}

/** The forms of the factors somebody has. */
export function Factors(props: {
  readonly view: View;
  readonly forms: FactorForms;
  readonly button: string;
}): ReactElement {
  const { view, forms, button } = props;
  return h(
    'div',
    { className: 'card panel' },
    forms.totp
      ? h(
          Form,
          { view, action: `${forms.base}/factor${forms.query ?? ''}`, className: 'ways' },
          h(CodeField, { view, name: 'code', label: view.t('factor.code') }),
          h(Press, { words: button }),
        )
      : null,
    forms.passkey === undefined
      ? null
      : h(PasskeyForm, {
          view,
          action: `${forms.base}/passkey${forms.query ?? ''}`,
          options: forms.passkey,
          act: 'authenticate',
          words: 'factor.passkey',
          failed: 'signIn.passkeyFailed',
          main: !forms.totp,
        }),
  );
}

/** Six digits from an app. */
export function CodeField(props: {
  readonly view: View;
  readonly name: string;
  readonly label: string;
}): ReactElement {
  return h(Field, {
    name: props.name,
    label: props.label,
    input: {
      className: 'code',
      inputMode: 'numeric',
      autoComplete: 'one-time-code',
      pattern: '[0-9 ]{6,7}',
      maxLength: 7,
    },
  });
}

/** A code from paper, for who lost telephone or passkey. */
function Recovery(props: { readonly view: View; readonly forms: FactorForms }): ReactElement {
  const { view, forms } = props;
  const { t } = view;
  return h(
    'details',
    null,
    h('summary', null, t('factor.recovery')),
    h(
      Form,
      { view, action: `${forms.base}/recovery${forms.query ?? ''}` },
      h(Field, {
        name: 'recovery',
        label: t('factor.recoveryCode'),
        hint: t('factor.recoveryHint'),
        input: { className: 'code', autoComplete: 'off', autoCapitalize: 'characters', maxLength: 30 },
      }),
      h(Press, { words: t('factor.button') }),
    ),
  );
}

/** Back to the beginning of this sign-in. */
export function StartAgain({ view, base }: { readonly view: View; readonly base: string }): ReactElement {
  return h(
    Form,
    { view, action: `${base}/again`, className: 'ways' },
    h(Press, { words: view.t('startAgain'), main: false }),
  );
}
