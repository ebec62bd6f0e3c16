import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { Actions, type FieldErrors, PostForm, TextField, WhatIsWrong } from '@caecilia/ui';
import { createElement as h } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import type { NetworkSettings } from '../settings.ts';
import type { Administrator, InvitationIssued, User, UserAdministration } from '../users.ports.ts';
import { invited } from './invitePages.ts';
import { rolesPage, takeRoles } from './rolesForm.ts';
import { administrator, userIn } from './userIn.ts';
import { type Asked, networkPage, type Posted, screen, seeDone } from './view.ts';

const PATH = '/network/users/:id';

/** What can be done to an account. Nobody does any of it to their own. */
export function userActPages(settings: NetworkSettings): readonly Page[] {
  const page = networkPage.bind(undefined, settings, 'users');
  return [
    page(
      `${PATH}/roles`,
      async (asked) => rolesPage(asked, await otherUser(asked)),
      async (posted) => takeRoles(posted, await otherUser(posted)),
    ),
    ...ACTS.map((act) =>
      page(
        `${PATH}/${act.path}`,
        (asked) => ask(asked, act),
        (posted) => take(posted, act),
      ),
    ),
    page(`${PATH}/end-session`, async () => notAsked(), endSession),
  ];
}

/** The user in the address, who is somebody else. A self-grant is refused here, whatever the form says. */
async function otherUser(asked: Asked): Promise<User> {
  if (administrator(asked).accountId === asked.visit.params.id)
    throw new Problem('forbidden', 'Nobody changes their own account here.');
  return userIn(asked);
}

interface Act {
  readonly path: 'deactivate' | 'reactivate' | 'reset' | 'confirm-reset';
  readonly reason: boolean;
  readonly serious: boolean;
  readonly done: 'deactivated' | 'reactivated' | 'asked' | 'reset';
  /** Gives an invitation where the user begins anew. */
  run(
    users: UserAdministration,
    by: Administrator,
    accountId: string,
    reason: string,
  ): Promise<InvitationIssued | undefined>;
}

const ACTS: readonly Act[] = [
  {
    path: 'deactivate',
    reason: true,
    serious: true,
    done: 'deactivated',
    run: (users, by, accountId, reason) => users.deactivate(by, accountId, reason).then(() => undefined),
  },
  {
    path: 'reactivate',
    reason: false,
    serious: false,
    done: 'reactivated',
    run: (users, by, accountId) => users.reactivate(by, accountId).then(() => undefined),
  },
  {
    path: 'reset',
    reason: true,
    serious: false,
    done: 'asked',
    run: (users, by, accountId, reason) =>
      users.askSecondFactorReset(by, accountId, reason).then(() => undefined),
  },
  {
    path: 'confirm-reset',
    reason: false,
    serious: true,
    done: 'reset',
    run: (users, by, accountId) => users.confirmSecondFactorReset(by, accountId),
  },
];

async function ask(asked: Asked, act: Act, wrong?: FieldErrors): Promise<PageAnswer> {
  const { view } = asked;
  const user = await otherUser(asked);
  if (act.path === 'confirm-reset' && user.resetAsked?.by === administrator(asked).accountId)
    throw new Problem('forbidden', 'A reset is confirmed by another administrator than who asked for it.');
  const words = (part: string) => view.t(`act.${act.path}${part}` as MessageKey, { name: user.name });
  const back = `/network/users/${user.accountId}`;
  return screen(asked, {
    part: 'users',
    title: words(''),
    wrong: wrong !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors: wrong ?? {} }),
      h(
        PostForm,
        { key: 'form', view },
        h('p', null, words('.body')),
        act.reason
          ? h(TextField, {
              view,
              name: 'reason',
              label: view.t('act.reason'),
              hint: view.t('act.reason.hint'),
              rows: 3,
              errors: wrong ?? {},
            })
          : null,
        h(Actions, {
          view,
          does: words('.do'),
          serious: act.serious,
          back: { href: back, label: view.t('end.no') },
        }),
      ),
    ],
  });
}

async function take(posted: Posted, act: Act): Promise<PageAnswer> {
  const { view, settings, fields } = posted;
  const user = await otherUser(posted);
  const reason = (fields.reason?.[0] ?? '').trim();
  if (act.reason && reason === '') return ask(posted, act, { reason: view.t('act.reason.empty') });
  const issued = await act.run(settings.users, administrator(posted), user.accountId, reason);
  if (issued !== undefined) return invited(posted, issued, user.name);
  return seeDone(posted, `/network/users/${user.accountId}`, act.done);
}

async function endSession(posted: Posted): Promise<PageAnswer> {
  const user = await otherUser(posted);
  const session = posted.fields.session?.[0] ?? '';
  await posted.settings.users.endSession(administrator(posted), user.accountId, session);
  return seeDone(posted, `/network/users/${user.accountId}`, 'session');
}

/** An address that only takes a form. */
function notAsked(): never {
  throw new Problem('not-found', 'There is nothing to see at this address.');
}
