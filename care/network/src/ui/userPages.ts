import type { Page } from '@caecilia/kernel';
import { AskForm, hrefIn, LineIcon, Lines, LinkButton, Section, TextField } from '@caecilia/ui';
import { createElement as h } from 'react';
import type { NetworkSettings } from '../settings.ts';
import type { User } from '../users.ports.ts';
import { lineOf } from './parts.ts';
import { administrator, userIn } from './userIn.ts';
import { UserRoles, UserSecurity, UserSessions } from './userParts.ts';
import { type Asked, type NetworkView, networkPage, sayMoment, screen } from './view.ts';

const PATH = '/network/users';

/** Accounts: who may sign in, in which roles, from where. No password and no secret passes these screens. */
export function userPages(settings: NetworkSettings): readonly Page[] {
  return [
    networkPage(settings, 'users', PATH, listUsers),
    networkPage(settings, 'users', `${PATH}/:id`, showUser),
  ];
}

async function listUsers(asked: Asked) {
  const { view, visit, settings } = asked;
  const typed = (visit.query.q ?? '').trim().slice(0, 100);
  const users = await settings.users.list(administrator(asked), typed === '' ? undefined : typed);
  return screen(asked, {
    part: 'users',
    title: view.t('users.title'),
    intro: view.t('users.intro'),
    children: [
      h(
        AskForm,
        { key: 'ask', view, to: PATH, label: view.t('users.search') },
        h(TextField, { view, name: 'q', label: view.t('users.search'), value: typed, type: 'search' }),
        h(
          'button',
          { type: 'submit', className: 'button button--main' },
          h(LineIcon, { name: 'search' }),
          view.t('search'),
        ),
      ),
      h(
        Section,
        {
          key: 'list',
          id: 'users',
          title: view.t('users.count', { count: users.length }),
          act: h(LinkButton, {
            view,
            href: `${PATH}/invite`,
            label: view.t('users.invite'),
            icon: 'plus',
            main: true,
          }),
        },
        h(Lines, {
          none: view.t('users.none'),
          lines: users.map((user) => ({
            key: user.accountId,
            past: user.state === 'deactivated',
            line: userLine(user, asked),
          })),
        }),
      ),
    ],
  });
}

function userLine(user: User, asked: Asked) {
  const { view } = asked;
  return lineOf({
    icon: 'person',
    name: h('a', { href: hrefIn(view.language, `${PATH}/${user.accountId}`) }, user.name),
    about: [user.email, roleNames(user, asked)].filter(Boolean).join(' · '),
    when: h(State, { view, user }),
  });
}

/** Names of the roles, without organisations. */
export function roleNames(user: User, { view, settings }: Pick<Asked, 'view' | 'settings'>): string {
  const names = settings.users.grantableRoles();
  const said = user.roles.map(
    ({ role }) => names.find((each) => each.role === role)?.name[view.language] ?? role,
  );
  return [...new Set(said)].join(', ');
}

function State({ view, user }: { readonly view: NetworkView; readonly user: User }) {
  const words = [
    view.t(`user.state.${user.state}`),
    ...(user.state === 'active' && !user.secondFactor ? [view.t('user.noSecondFactor')] : []),
    ...(user.resetAsked ? [view.t('user.resetWaits')] : []),
  ];
  return h(
    'span',
    { className: 'row' },
    words.map((each) => h('span', { key: each, className: 'tag' }, each)),
  );
}

async function showUser(asked: Asked) {
  const { view, settings } = asked;
  const by = administrator(asked);
  const user = await userIn(asked);
  const own = user.accountId === by.accountId;
  const sessions = await settings.users.sessions(by, user.accountId);
  const organizations = await asked.directory.names(user.roles.map(({ organization }) => organization));
  const props = { asked, user, own };
  return screen(asked, {
    part: 'users',
    title: user.name,
    above: user.email,
    children: [
      own ? h('p', { key: 'own', className: 'heed' }, view.t('user.own')) : null,
      h('div', { key: 'state', className: 'row' }, h(State, { view, user }), lastSeen(user, asked)),
      h(UserRoles, { key: 'roles', ...props, organizations }),
      h(UserSecurity, { key: 'security', ...props, administratorId: by.accountId }),
      h(UserSessions, { key: 'sessions', ...props, sessions }),
    ],
  });
}

function lastSeen(user: User, asked: Asked): string {
  const { view } = asked;
  if (user.lastSignIn === undefined) return view.t('user.neverSignedIn');
  return view.t('user.lastSignIn', { when: sayMoment(user.lastSignIn, asked) });
}
