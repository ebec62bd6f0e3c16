import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { Actions, Facts, type FieldErrors, LinkButton, PostForm, WhatIsWrong } from '@caecilia/ui';
import { createElement as h } from 'react';
import type { NetworkSettings } from '../settings.ts';
import type { InvitationIssued } from '../users.ports.ts';
import { type FieldSpec, Fields, readFields } from './entryForm.ts';
import { organizationChoices } from './parts.ts';
import { RoleRows, readRows, roleChoices } from './rolesForm.ts';
import { administrator } from './userIn.ts';
import { type Asked, networkPage, type Posted, sayMoment, screen } from './view.ts';

const FIELDS: readonly FieldSpec[] = [
  { name: 'name', label: 'invite.name', kind: 'text' },
  { name: 'email', label: 'field.email', kind: 'email' },
  {
    name: 'practitioner',
    label: 'invite.practitioner',
    hint: 'invite.practitioner.hint',
    kind: 'text',
    optional: true,
  },
];

/** Inviting somebody: name, address, roles. The code is shown once and is in no address. */
export function invitePages(settings: NetworkSettings): readonly Page[] {
  return [networkPage(settings, 'users', '/network/users/invite', (asked) => ask(asked), take)];
}

interface After {
  readonly typed: Readonly<Record<string, string>>;
  readonly rows: readonly { readonly role: string; readonly organization: string }[];
  readonly errors: FieldErrors;
}

async function ask(asked: Asked, after?: After): Promise<PageAnswer> {
  const { view } = asked;
  administrator(asked);
  const { typed = {}, rows = [{ role: '', organization: '' }], errors = {} } = after ?? {};
  return screen(asked, {
    part: 'users',
    title: view.t('users.invite'),
    intro: view.t('invite.intro'),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view },
        h(Fields, { view, specs: FIELDS, typed, errors }),
        h(RoleRows, {
          view,
          rows,
          errors,
          roles: roleChoices(asked),
          organizations: await organizationChoices(asked.directory, view),
        }),
        h(Actions, {
          view,
          does: view.t('invite.do'),
          back: { href: '/network/users', label: view.t('form.back') },
        }),
      ),
    ],
  });
}

async function take(posted: Posted): Promise<PageAnswer> {
  const { view, settings, directory, fields } = posted;
  const by = administrator(posted);
  const filled = readFields(FIELDS, fields, view);
  const read = readRows(posted, roleChoices(posted), await organizationChoices(directory, view));
  const errors: Record<string, string> = { ...filled.errors, ...read.errors };
  if (read.roles.length === 0 && !errors.role1) errors.role1 = view.t('invite.noRole');
  const { name = '', email = '', practitioner } = filled.values;
  if (practitioner !== undefined && !(await isPractitioner(posted, practitioner)))
    errors.practitioner = view.t('invite.wrong.practitioner');
  const again = (wrong: FieldErrors) => ask(posted, { typed: filled.typed, rows: read.rows, errors: wrong });
  if (Object.keys(errors).length > 0) return again(errors);
  try {
    const issued = await settings.users.invite(by, {
      name,
      email,
      roles: read.roles,
      ...(practitioner === undefined ? {} : { fhirUser: `Practitioner/${practitioner}` }),
    });
    return invited(posted, issued, name);
  } catch (error) {
    if (error instanceof Problem && error.code === 'duplicate')
      return again({ email: view.t('invite.wrong.known') });
    throw error;
  }
}

async function isPractitioner({ directory }: Posted, id: string): Promise<boolean> {
  return (await directory.names([`Practitioner/${id}`])).size === 1;
}

/** Shown in the answer to the form, and nowhere else: reloading asks the browser to send again, which is refused. */
export function invited(posted: Posted, issued: InvitationIssued, name: string): PageAnswer {
  const { view } = posted;
  return screen(posted, {
    part: 'users',
    title: view.t('invited.title', { name }),
    intro: view.t('invited.body'),
    children: [
      h(Facts, {
        key: 'facts',
        facts: [
          [view.t('invited.code'), h('b', { className: 'code' }, issued.code)],
          [view.t('invited.until'), sayMoment(issued.until, posted)],
        ],
      }),
      h(
        'div',
        { key: 'next', className: 'row' },
        h(LinkButton, {
          view,
          href: `/network/users/${issued.accountId}`,
          label: view.t('invited.see'),
          main: true,
        }),
        h(LinkButton, { view, href: '/network/users', label: view.t('invited.list') }),
      ),
    ],
  });
}
