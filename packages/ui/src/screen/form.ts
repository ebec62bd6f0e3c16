import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { LineIcon } from '../icons.ts';
import { kitWords } from './kitWords.ts';
import { hrefIn, type ScreenView } from './screen.ts';

/** What is wrong with a field, by its name: what to do, in a sentence. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The name of the hidden field with the form token; the kernel calls it `FORM_TOKEN_FIELD`. */
const TOKEN_FIELD = '_form';

/** A form that posts to a page of this house. */
export function PostForm(props: {
  readonly view: ScreenView;
  /** Path to post to; this page where absent. */
  readonly to?: string;
  readonly className?: string;
  /** Accessible name, where the heading above does not say what the form does. */
  readonly label?: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly children?: ReactNode;
}): ReactElement {
  const { view, to = view.path, className = 'form', hidden = {} } = props;
  return h(
    'form',
    {
      method: 'post',
      action: hrefIn(view.language, to),
      className,
      'aria-label': props.label,
      noValidate: true,
    },
    h('input', { type: 'hidden', name: TOKEN_FIELD, value: view.formToken }),
    Object.entries(hidden).map(([name, value]) => h('input', { key: name, type: 'hidden', name, value })),
    props.children,
  );
}

/** A form that only asks. */
export function AskForm(props: {
  readonly view: ScreenView;
  readonly to: string;
  readonly label: string;
  readonly children?: ReactNode;
}): ReactElement {
  return h(
    'form',
    { method: 'get', action: props.to, className: 'ask', role: 'search', 'aria-label': props.label },
    h('input', { type: 'hidden', name: 'lang', value: props.view.language }),
    props.children,
  );
}

/** What is wrong, all of it, before the form: a list that leads to the fields. */
export function WhatIsWrong(props: {
  readonly view: ScreenView;
  readonly errors: FieldErrors;
}): ReactElement | null {
  const wrong = Object.entries(props.errors);
  if (wrong.length === 0) return null;
  const t = kitWords(props.view.language);
  return h(
    'div',
    { className: 'wrong', role: 'alert' },
    h(
      'p',
      { className: 'wrong__title' },
      wrong.length === 1 ? t('wrong.one') : t('wrong.more', { count: wrong.length }),
    ),
    h(
      'ul',
      null,
      wrong.map(([name, sentence]) => h('li', { key: name }, h('a', { href: `#${name}` }, sentence))),
    ),
  );
}

interface FieldProps {
  readonly view: ScreenView;
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: ReactNode;
  readonly errors?: FieldErrors;
  readonly optional?: boolean;
}

function describedBy({ name, hint, errors = {} }: FieldProps): string | undefined {
  const ids = [...(errors[name] ? [`${name}-error`] : []), ...(hint ? [`${name}-hint`] : [])];
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function FieldFrame(props: FieldProps & { readonly children?: ReactNode }): ReactElement {
  const { view, name, label, hint, errors = {}, optional } = props;
  const error = errors[name];
  return h(
    'div',
    { className: error ? 'field field--wrong' : 'field' },
    h(
      'label',
      { htmlFor: name },
      label,
      optional
        ? h('span', { className: 'field__optional' }, ` ${kitWords(view.language)('optional')}`)
        : null,
    ),
    hint ? h('p', { id: `${name}-hint`, className: 'field__hint' }, hint) : null,
    error ? h(FieldError, { name, error }) : null,
    props.children,
  );
}

function FieldError({ name, error }: { readonly name: string; readonly error: string }): ReactElement {
  return h(
    'p',
    { id: `${name}-error`, className: 'field__error' },
    h('b', { 'aria-hidden': true }, '! '),
    error,
  );
}

/** One line, or several with `rows`. */
export function TextField(
  props: FieldProps & {
    readonly rows?: number;
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search';
    readonly inputMode?: 'numeric';
    readonly autoComplete?: string;
    readonly short?: boolean;
    readonly maxLength?: number;
  },
): ReactElement {
  const { name, value = '', errors = {}, rows, type = 'text', inputMode, autoComplete = 'off' } = props;
  const shared = {
    id: name,
    name,
    defaultValue: value,
    maxLength: props.maxLength ?? (rows ? 4000 : 300),
    'aria-describedby': describedBy(props),
    'aria-invalid': errors[name] ? true : undefined,
    'aria-required': props.optional || type === 'search' ? undefined : true,
  };
  const control = rows
    ? h('textarea', { ...shared, rows })
    : h('input', { ...shared, type, inputMode, autoComplete, className: props.short ? 'short' : undefined });
  return h(FieldFrame, props, control);
}

/** A day, typed. */
export function DayField(props: FieldProps): ReactElement {
  const hint = props.hint ?? kitWords(props.view.language)('date.hint');
  return h(TextField, { ...props, hint, inputMode: 'numeric', short: true, maxLength: 10 });
}

/** Something to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** One of many. Nothing is chosen beforehand. */
export function SelectField(props: FieldProps & { readonly choices: readonly Choice[] }): ReactElement {
  const { view, name, value = '', errors = {}, choices, optional } = props;
  const first = optional ? '–' : kitWords(view.language)('choose');
  const control = h(
    'select',
    {
      id: name,
      name,
      defaultValue: value,
      'aria-describedby': describedBy(props),
      'aria-invalid': errors[name] ? true : undefined,
      'aria-required': optional ? undefined : true,
    },
    h('option', { value: '' }, first),
    choices.map((choice) => h('option', { key: choice.value, value: choice.value }, choice.label)),
  );
  return h(FieldFrame, props, control);
}

/** A few to choose from, all in sight: one (radio) or several (checkbox). Nothing is chosen beforehand. */
export function ChoiceField(
  props: Omit<FieldProps, 'value'> & {
    readonly choices: readonly Choice[];
    readonly values: readonly string[];
    readonly several?: boolean;
  },
): ReactElement {
  const { name, label, hint, errors = {}, choices, values, several = false } = props;
  const error = errors[name];
  return h(
    'fieldset',
    {
      className: error ? 'choices field--wrong' : 'choices',
      id: name,
      tabIndex: -1,
      'aria-describedby': describedBy({ ...props, value: '' }),
    },
    h('legend', null, label),
    hint ? h('p', { id: `${name}-hint`, className: 'field__hint' }, hint) : null,
    error ? h(FieldError, { name, error }) : null,
    choices.map((choice) =>
      h(
        'div',
        { key: choice.value, className: 'choice' },
        h('input', {
          type: several ? 'checkbox' : 'radio',
          id: `${name}-${choice.value}`,
          name,
          value: choice.value,
          defaultChecked: values.includes(choice.value),
          'aria-describedby': choice.hint ? `${name}-${choice.value}-hint` : undefined,
        }),
        h('label', { htmlFor: `${name}-${choice.value}` }, choice.label),
        choice.hint
          ? h('p', { className: 'choice__hint', id: `${name}-${choice.value}-hint` }, choice.hint)
          : null,
      ),
    ),
  );
}

/** The button that does it, and the way back. `serious` for what cannot be undone. */
export function Actions(props: {
  readonly view: ScreenView;
  readonly does: string;
  readonly back?: { readonly href: string; readonly label: string };
  readonly serious?: boolean;
  readonly name?: string;
  readonly value?: string;
}): ReactElement {
  const { view, does, back, serious } = props;
  return h(
    'p',
    { className: 'actions' },
    h(
      'button',
      {
        type: 'submit',
        className: serious ? 'button button--serious' : 'button button--main',
        name: props.name,
        value: props.value,
      },
      does,
    ),
    back ? h('a', { className: 'button', href: hrefIn(view.language, back.href) }, back.label) : null,
  );
}

/** An address that looks like a button, because a page with a form comes next. */
export function LinkButton(props: {
  readonly view: ScreenView;
  readonly href: string;
  readonly label: string;
  readonly main?: boolean;
  readonly icon?: Parameters<typeof LineIcon>[0]['name'];
}): ReactElement {
  return h(
    'a',
    {
      className: props.main ? 'button button--main' : 'button',
      href: hrefIn(props.view.language, props.href),
    },
    props.icon ? h(LineIcon, { name: props.icon }) : null,
    props.label,
  );
}
