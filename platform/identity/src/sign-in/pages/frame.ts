import { LANGUAGES, renderDocument } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import { inLanguage, type View } from '../view.ts';

/** Scripts for passkeys: the library, then ours. */
export const PASSKEY_SCRIPTS = ['/assets/identity/webauthn.js', '/assets/identity/passkey.js'] as const;

export interface FrameParts {
  readonly title: string;
  /** A line above the heading, for instance for whom this entrance is. */
  readonly above?: string;
  readonly intro?: string;
  readonly error?: string | undefined;
  /** What was just done. */
  readonly done?: string | undefined;
  readonly scripts?: readonly string[];
  readonly children?: ReactNode;
}

/** A page of one question: bar, notice, heading, what went wrong, the question. */
export function renderFrame(view: View, parts: FrameParts): string {
  const { t } = view;
  return renderDocument({
    language: view.language,
    title: t('page.title', { page: parts.title }),
    stylesheets: ['/assets/identity/sign-in.css'],
    ...(parts.scripts === undefined ? {} : { scripts: parts.scripts }),
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#content' }, t('skip.main')),
      h(Bar, { key: 'bar', view }),
      view.demo
        ? h(
            'aside',
            { key: 'notice', className: 'notice', 'aria-label': t('product') },
            h('p', null, t('notice.demo')),
          )
        : null,
      h(
        'main',
        { key: 'main', id: 'content', tabIndex: -1, className: 'page-width sign-in' },
        parts.above === undefined ? null : h('p', { className: 'sign-in__above' }, parts.above),
        h('h1', null, parts.title),
        parts.error === undefined ? null : h(Fault, { words: parts.error }),
        parts.done === undefined ? null : h('p', { className: 'sign-in__done', role: 'status' }, parts.done),
        parts.intro === undefined ? null : h('p', { className: 'sign-in__intro' }, parts.intro),
        parts.children,
      ),
    ],
  });
}

function Bar({ view }: { readonly view: View }): ReactElement {
  const path = view.path.replace(/([?&])lang=\w*(&|$)/, '$1').replace(/[?&]$/, '');
  return h(
    'header',
    { className: 'top-bar' },
    h('span', { className: 'top-bar__product' }, view.t('product')),
    h(
      'nav',
      { className: 'language-switch', 'aria-label': view.t('language.choose') },
      LANGUAGES.map((language) =>
        h(
          'a',
          {
            key: language,
            href: inLanguage({ language }, path),
            lang: language,
            'aria-current': language === view.language ? 'true' : undefined,
          },
          language.toUpperCase(),
        ),
      ),
    ),
  );
}

/** What went wrong and what to do, read out at once. */
export function Fault({ words }: { readonly words: string }): ReactElement {
  return h('p', { className: 'fault', role: 'alert' }, h('b', { 'aria-hidden': true }, '! '), words);
}

/** A form that carries the token against forgery, and the language. */
export function Form(props: {
  readonly view: View;
  readonly action: string;
  readonly className?: string;
  readonly data?: Readonly<Record<`data-${string}`, string>>;
  readonly children?: ReactNode;
}): ReactElement {
  const { view, action, className = 'card question', data } = props;
  return h(
    'form',
    { method: 'post', action: inLanguage(view, action), className, autoComplete: 'on', ...data },
    h('input', { type: 'hidden', name: 'csrf', value: view.csrf }),
    props.children,
  );
}

/** A label, a field and what helps to fill it. */
export function Field(props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly input?: Readonly<Record<string, string | number | boolean | undefined>>;
}): ReactElement {
  const { name, label, hint, input } = props;
  return h(
    'div',
    { className: 'field' },
    h('label', { htmlFor: name }, label),
    h('input', {
      id: name,
      name,
      type: 'text',
      required: true,
      ...(hint === undefined ? {} : { 'aria-describedby': `${name}-hint` }),
      ...input,
    }),
    hint === undefined ? null : h('p', { id: `${name}-hint`, className: 'field__hint' }, hint),
  );
}

/** The one thing to press. */
export function Press(props: {
  readonly words: string;
  readonly main?: boolean;
  readonly name?: string;
  readonly value?: string;
  readonly label?: string;
}): ReactElement {
  const { words, main = true, name, value, label } = props;
  return h(
    'button',
    {
      type: 'submit',
      className: main ? 'button button--main' : 'button',
      ...(name === undefined ? {} : { name, value }),
      ...(label === undefined ? {} : { 'aria-label': label }),
    },
    words,
  );
}

/** A passkey asked for by the script; without the script it stays hidden. */
export function PasskeyForm(props: {
  readonly view: View;
  readonly action: string;
  /** What the browser is asked with, as JSON. */
  readonly options: object;
  readonly act: 'authenticate' | 'register';
  readonly words: MessageKey;
  readonly hint?: MessageKey;
  readonly failed: MessageKey;
  readonly main?: boolean;
}): ReactElement {
  const { view, action, options, act, words, hint, failed, main = false } = props;
  return h(
    Form,
    {
      view,
      action,
      className: 'passkey',
      data: { 'data-passkey': act, 'data-options': JSON.stringify(options) },
    },
    h('input', { type: 'hidden', name: 'response' }),
    h(
      'button',
      {
        type: 'submit',
        className: main ? 'button button--main' : 'button',
        hidden: true,
        ...(hint === undefined ? {} : { 'aria-describedby': `${act}-hint` }),
      },
      view.t(words),
    ),
    hint === undefined ? null : h('p', { id: `${act}-hint`, className: 'field__hint' }, view.t(hint)),
    h('p', { className: 'fault', role: 'alert', hidden: true }, view.t(failed)),
  );
}
