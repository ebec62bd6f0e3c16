import { createElement as h } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import { inLanguage, type View } from '../view.ts';
import { Form, renderFrame } from './frame.ts';

/** One of several roles. */
export interface RoleChoice {
  readonly words: string;
  readonly organization?: string | undefined;
}

/** In which role somebody acts. The value of each choice is its place in the list. */
export function renderRolePage(
  view: View,
  page: { readonly action: string; readonly roles: readonly RoleChoice[] },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('role.title'),
    intro: t('role.intro'),
    children: h(
      Form,
      { view, action: page.action, className: 'card' },
      h(
        'ul',
        { className: 'choices' },
        page.roles.map(({ words, organization }, place) =>
          h(
            'li',
            { key: `${words} ${organization ?? ''}` },
            h(
              'button',
              { type: 'submit', className: 'choice', name: 'role', value: place },
              h('span', { className: 'choice__name' }, words),
              ' ',
              organization === undefined ? null : h('span', { className: 'choice__what' }, organization),
            ),
          ),
        ),
      ),
    ),
  });
}

/** On to an app of another origin. The page comes between, because a form may only lead to our own. */
export function renderContinuePage(
  view: View,
  page: { readonly to: string; readonly client: string },
): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('done.title'),
    intro: t('done.body', { client: page.client }),
    scripts: ['/assets/identity/continue.js'],
    children: h(
      'p',
      null,
      h('a', { className: 'button button--main', href: page.to, 'data-continue': true }, t('continue')),
    ),
  });
}

/** Nothing is open any more. */
export function renderSignedOutPage(view: View, again: string): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('signedOut.title'),
    intro: t('signedOut.body'),
    children: h(
      'p',
      null,
      h('a', { className: 'button', href: inLanguage(view, again) }, t('signedOut.again')),
    ),
  });
}

/** Words for what went wrong, and the way on for who has to sign in. */
export function renderProblemPage(view: View, words: MessageKey): string {
  const signIn = words === 'problem.notSignedIn';
  return renderFrame(view, {
    title: view.t('problem.title'),
    intro: view.t(words),
    children: signIn
      ? h('p', null, h('a', { className: 'button', href: inLanguage(view, '/') }, view.t('signIn.button')))
      : null,
  });
}

/** `5 seconden`, or `2 minuten` from a minute on. */
export function waitWords(view: View, waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  const [unit, count] = seconds < 60 ? ['seconds', seconds] : ['minutes', Math.ceil(seconds / 60)];
  const key: MessageKey = `wait.${unit === 'seconds' ? 'seconds' : 'minutes'}.${count === 1 ? 'one' : 'more'}`;
  return view.t(key, { count });
}
