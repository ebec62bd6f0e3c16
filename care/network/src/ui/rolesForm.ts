import type { PageAnswer } from '@caecilia/kernel';
import { Actions, type Choice, type FieldErrors, PostForm, SelectField, WhatIsWrong } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { User, UserRole } from '../users.ports.ts';
import { organizationChoices } from './parts.ts';
import { administrator } from './userIn.ts';
import { type Asked, type NetworkView, type Posted, screen, seeDone } from './view.ts';

/** Empty rows to add roles in, beside those that are there. */
const MORE_ROWS = 2;
/** More rows than anybody has roles. */
const MOST_ROWS = 20;

/** One row of the form, as typed. */
interface Row {
  readonly role: string;
  readonly organization: string;
}

/** The roles of a user, to be changed all at once: a row per role; an empty row is no role. */
export async function rolesPage(
  asked: Asked,
  user: User,
  after?: { readonly rows: readonly Row[]; readonly errors: FieldErrors },
): Promise<PageAnswer> {
  const { view } = asked;
  const rows = after?.rows ?? rowsOf(user);
  const errors = after?.errors ?? {};
  return screen(asked, {
    part: 'users',
    title: view.t('roles.of', { name: user.name }),
    intro: view.t('roles.intro'),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view, hidden: { before: fingerprint(user.roles) } },
        h(RoleRows, {
          view,
          rows,
          errors,
          roles: roleChoices(asked),
          organizations: await organizationChoices(asked.directory, view),
        }),
        h(Actions, {
          view,
          does: view.t('form.save'),
          back: { href: `/network/users/${user.accountId}`, label: view.t('form.back') },
        }),
      ),
    ],
  });
}

const rowsOf = (user: User): readonly Row[] => [
  ...user.roles.map(({ role, organization = '' }) => ({ role, organization })),
  ...Array.from({ length: MORE_ROWS }, () => ({ role: '', organization: '' })),
];

/** What the form was made from: a change by somebody else in between is not overwritten. */
const fingerprint = (roles: readonly UserRole[]) =>
  roles
    .map(({ role, organization }) => `${role} ${organization ?? ''}`)
    .toSorted()
    .join('|');

/** Roles that may be given, in the language of the page. */
export function roleChoices({ view, settings }: Pick<Asked, 'view' | 'settings'>): readonly Choice[] {
  return settings.users
    .grantableRoles()
    .map(({ role, name }) => ({ value: role, label: name[view.language] }));
}

/** Rows of a role and an organisation. */
export function RoleRows(props: {
  readonly view: NetworkView;
  readonly rows: readonly Row[];
  readonly errors: FieldErrors;
  readonly roles: readonly Choice[];
  readonly organizations: readonly Choice[];
}): ReactElement {
  const { view, rows, errors, roles, organizations } = props;
  return h(
    'div',
    { className: 'form' },
    rows.map((row, index) => {
      const number = index + 1;
      const field = (name: 'role' | 'organization', choices: readonly Choice[]) =>
        h(SelectField, {
          key: name,
          view,
          name: `${name}${number}`,
          label: view.t(`roles.${name}`, { number }),
          value: row[name],
          choices,
          errors,
          optional: true,
        });
      // Rows have no identity but their place.
      return h(
        'div',
        { key: `row ${String(number)}`, className: 'fields' },
        field('role', roles),
        field('organization', organizations),
      );
    }),
  );
}

/** Reads the rows of a form; each role must be one that may be given. */
export function readRows(
  { fields, view }: Pick<Posted, 'fields' | 'view'>,
  roles: readonly Choice[],
  organizations: readonly Choice[],
): { readonly rows: readonly Row[]; readonly roles: readonly UserRole[]; readonly errors: FieldErrors } {
  const rows: Row[] = [];
  const errors: Record<string, string> = {};
  for (let number = 1; number <= MOST_ROWS && fields[`role${number}`] !== undefined; number += 1) {
    const role = fields[`role${number}`]?.[0] ?? '';
    const organization = fields[`organization${number}`]?.[0] ?? '';
    rows.push({ role, organization });
    if (role === '' && organization !== '') errors[`role${number}`] = view.t('roles.wrong.role');
    if (role !== '' && !roles.some(({ value }) => value === role))
      errors[`role${number}`] = view.t('wrong.choice');
    if (organization !== '' && !organizations.some(({ value }) => value === organization))
      errors[`organization${number}`] = view.t('wrong.choice');
  }
  const given = rows
    .filter(({ role }) => role !== '')
    .map(({ role, organization }): UserRole => (organization === '' ? { role } : { role, organization }));
  const unique = given.filter(
    (one, index) => given.findIndex((other) => fingerprint([other]) === fingerprint([one])) === index,
  );
  return { rows, roles: unique, errors };
}

/** Takes the form. */
export async function takeRoles(posted: Posted, user: User): Promise<PageAnswer> {
  const { view, settings, fields, directory } = posted;
  const organizations = await organizationChoices(directory, view);
  // A role that can no longer be given may stay; nobody is stripped of it by a form about another one.
  const keeps = user.roles.map(({ role }) => ({ value: role, label: role }));
  const read = readRows(posted, [...roleChoices(posted), ...keeps], organizations);
  const changed = fields.before?.[0] !== fingerprint(user.roles);
  const errors = changed ? { role1: view.t('roles.wrong.changed') } : read.errors;
  if (Object.keys(errors).length > 0)
    return rolesPage(posted, user, { rows: changed ? rowsOf(user) : read.rows, errors });
  await settings.users.setRoles(administrator(posted), user.accountId, read.roles);
  return seeDone(posted, `/network/users/${user.accountId}`, 'saved');
}
