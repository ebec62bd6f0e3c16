import { Fragment, createElement as h, type ReactElement } from 'react';
import type { SessionState } from '../../sessions/session-store.ts';
import type { View } from '../view.ts';
import { type FactorForms, Factors } from './factor-page.ts';
import { Form, PASSKEY_SCRIPTS, Press, renderFrame } from './frame.ts';

/** A session in words. */
export interface SessionLine {
  readonly id: string;
  readonly device: string;
  readonly role: string;
  readonly since: string;
  readonly lastUsed: string;
  readonly address: string;
  readonly state: SessionState;
  /** The one that this browser is in. */
  readonly here: boolean;
}

/** Where somebody is signed in, and how to end it. */
export function renderSessionsPage(
  view: View,
  page: { readonly name: string; readonly sessions: readonly SessionLine[]; readonly severalRoles: boolean },
): string {
  const { t } = view;
  const others = page.sessions.some(({ here, state }) => !here && state !== 'ended');
  return renderFrame(view, {
    title: t('sessions.title'),
    above: page.name,
    intro: t('sessions.intro'),
    children: [
      h(
        'ul',
        { key: 'list', className: 'card choices' },
        page.sessions.map((session) => h('li', { key: session.id }, h(Line, { view, session }))),
      ),
      others
        ? h(
            Form,
            { key: 'all', view, action: '/account/sessions/end', className: 'ways' },
            h(Press, { words: t('sessions.endAll'), main: false, name: 'session', value: 'others' }),
          )
        : null,
      page.severalRoles
        ? h(
            'a',
            { key: 'role', className: 'button', href: `/account/role?lang=${view.language}` },
            t('sessions.changeRole'),
          )
        : null,
      h(
        Form,
        { key: 'lock', view, action: '/session/lock', className: 'ways' },
        h(Press, { words: t('sessions.lock'), main: false }),
      ),
      h(SignOut, { key: 'out', view }),
    ],
  });
}

function Line({ view, session }: { readonly view: View; readonly session: SessionLine }): ReactElement {
  const { t } = view;
  const { here, state, device, since } = session;
  return h(
    'div',
    { className: here ? 'seen seen--this' : 'seen' },
    h(
      'div',
      { className: 'seen__facts' },
      h('p', { className: 'choice__name' }, device),
      h('p', null, [here ? t('sessions.this') : t(`sessions.state.${state}`), session.role].join(' · ')),
      h(
        'p',
        { className: 'field__hint' },
        [
          t('sessions.since', { date: since }),
          t('sessions.lastUsed', { date: session.lastUsed }),
          t('sessions.from', { address: session.address }),
        ].join(' · '),
      ),
    ),
    here || state === 'ended'
      ? null
      : h(
          Form,
          { view, action: '/account/sessions/end', className: 'ways' },
          h(Press, {
            words: t('sessions.end'),
            main: false,
            name: 'session',
            value: session.id,
            label: t('sessions.endOther', { device, date: since }),
          }),
        ),
  );
}

/** Out of this session. */
export function SignOut({ view }: { readonly view: View }): ReactElement {
  return h(
    Form,
    { view, action: '/session/end', className: 'ways' },
    h(Press, { words: view.t('unlock.signOut'), main: false }),
  );
}

export interface UnlockPage {
  readonly name: string;
  readonly error?: string | undefined;
  /** How this session can be opened again: a factor, one click in a demo, or only by signing in again. */
  readonly by:
    | { readonly kind: 'factor'; readonly forms: FactorForms }
    | { readonly kind: 'click' | 'sign-in' };
  /** Path to go on to. */
  readonly returnTo?: string | undefined;
}

/** The screen is locked: the factor opens it, and the same session goes on. */
export function renderUnlockPage(view: View, page: UnlockPage): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('unlock.title'),
    intro: t('unlock.intro', { name: page.name }),
    error: page.error,
    scripts: PASSKEY_SCRIPTS,
    children: [
      h(Ways, { key: 'ways', view, page }),
      h('p', { key: 'other' }, t('unlock.other')),
      h(SignOut, { key: 'out', view }),
    ],
  });
}

function Ways({ view, page }: { readonly view: View; readonly page: UnlockPage }): ReactElement {
  const { by } = page;
  const { t } = view;
  if (by.kind === 'factor') return h(Factors, { view, forms: by.forms, button: t('unlock.button') });
  if (by.kind === 'sign-in') return h('p', null, t('unlock.again'));
  return h(
    Form,
    { view, action: `/session/unlock/click${returnQuery(page.returnTo)}`, className: 'ways' },
    h(Press, { words: t('unlock.button') }),
  );
}

/** `?returnTo=…`, or nothing. */
export function returnQuery(returnTo: string | undefined): string {
  return returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Open again, in a window of its own. */
export function renderUnlockedPage(view: View): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('unlocked.title'),
    intro: t('unlocked.body'),
    children: h(Fragment, null),
  });
}
