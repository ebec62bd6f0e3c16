import type { StoredVersion } from '@caecilia/kernel';
import { Lines, LinkButton, PostForm, Section } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { User, UserSession } from '../users.ports.ts';
import { lineOf, nameIn } from './parts.ts';
import { type Asked, sayMoment } from './view.ts';

interface Props {
  readonly asked: Asked;
  readonly user: User;
  /** The user is who looks: nothing can be changed. */
  readonly own: boolean;
}

const path = (user: User, act: string) => `/network/users/${user.accountId}/${act}`;

/** Roles with their organisations. */
export function UserRoles(
  props: Props & { readonly organizations: ReadonlyMap<string, StoredVersion> },
): ReactElement {
  const { asked, user, own, organizations } = props;
  const { view, settings } = asked;
  const names = settings.users.grantableRoles();
  return h(
    Section,
    {
      id: 'roles',
      title: view.t('user.roles'),
      act: own ? null : h(LinkButton, { view, href: path(user, 'roles'), label: view.t('user.changeRoles') }),
    },
    h(Lines, {
      none: view.t('user.noRoles'),
      lines: user.roles.map(({ role, organization }) => ({
        key: `${role} ${organization ?? ''}`,
        line: lineOf({
          icon: 'people',
          name: names.find((each) => each.role === role)?.name[view.language] ?? role,
          about: organization ? nameIn(organizations.get(organization), view) : view.t('user.wholeHouse'),
        }),
      })),
    }),
  );
}

/** Second factor and access. A reset takes two administrators. */
export function UserSecurity(props: Props & { readonly administratorId: string }): ReactElement {
  const { asked, user, own } = props;
  const { view } = asked;
  return h(
    Section,
    { id: 'security', title: view.t('user.security') },
    h('p', null, view.t(user.secondFactor ? 'user.secondFactor' : 'user.noSecondFactor.body')),
    user.resetAsked
      ? h(
          'p',
          { className: 'heed' },
          view.t('user.resetAskedBy', {
            name: user.resetAsked.byName,
            when: sayMoment(user.resetAsked.at, asked),
          }),
        )
      : null,
    own ? null : h('div', { className: 'row' }, securityActs(props)),
  );
}

function securityActs({ asked, user, administratorId }: Props & { readonly administratorId: string }) {
  const { view } = asked;
  const button = (act: string, label: string) =>
    h(LinkButton, { key: act, view, href: path(user, act), label });
  if (user.state === 'deactivated') return [button('reactivate', view.t('user.reactivate'))];
  const reset = user.resetAsked
    ? user.resetAsked.by === administratorId
      ? h('p', { key: 'wait' }, view.t('user.resetSecond'))
      : button('confirm-reset', view.t('user.confirmReset'))
    : button('reset', view.t('user.askReset'));
  return [user.secondFactor ? reset : null, button('deactivate', view.t('user.deactivate'))];
}

/** Sign-ins that hold, each of which can be ended at once. */
export function UserSessions(props: Props & { readonly sessions: readonly UserSession[] }): ReactElement {
  const { asked, user, own, sessions } = props;
  const { view } = asked;
  return h(
    Section,
    { id: 'sessions', title: view.t('user.sessions') },
    h(Lines, {
      none: view.t('user.noSessions'),
      lines: sessions.map((session) => ({
        key: session.sessionId,
        line: lineOf({
          icon: 'lock',
          name: session.device,
          about: [session.address, view.t('user.since', { when: sayMoment(session.startedAt, asked) })]
            .filter(Boolean)
            .join(' · '),
          when: view.t('user.lastUsed', { when: sayMoment(session.lastUsedAt, asked) }),
          acts: own ? undefined : h(EndSession, { asked, user, session }),
        }),
      })),
    }),
  );
}

function EndSession(props: { readonly asked: Asked; readonly user: User; readonly session: UserSession }) {
  const { asked, user, session } = props;
  const { view } = asked;
  return h(
    PostForm,
    { view, to: path(user, 'end-session'), className: 'inline-form', hidden: { session: session.sessionId } },
    h(
      'button',
      { type: 'submit', className: 'button' },
      view.t('user.endSession'),
      h('span', { className: 'visually-hidden' }, ` ${session.device}`),
    ),
  );
}
