import type { Page, StoredVersion } from '@caecilia/kernel';
import { createElement as h, type ReactElement } from 'react';
import { SPECIALTIES } from '../directory/codes.ts';
import type { ProfessionalDraft, ProfessionalEntry, RoleDraft, RoleEntry } from '../directory/entries.ts';
import { readProfessional, readRole } from '../directory/reading.ts';
import { writeProfessional, writeRole } from '../directory/writing.ts';
import type { NetworkSettings } from '../settings.ts';
import { typedOf, type Values } from './entryForm.ts';
import { type EntryForm, formScreen, need, pick, takeForm, versionIn } from './entryPage.ts';
import {
  About,
  Belonging,
  EditAndEnd,
  identifierWords,
  lineOf,
  Name,
  nameIn,
  organizationChoices,
  Past,
} from './parts.ts';
import { PROFESSIONAL_FIELDS, roleFields } from './specs.ts';
import { type Asked, type NetworkView, networkPage, type Posted, sayDates, screen, seeDone } from './view.ts';

const PATH = '/network/professionals';

/** Professionals with what they do: seen, added, changed. A role ends on a date and is never deleted. */
export function professionalPages(settings: NetworkSettings): readonly Page[] {
  const page = networkPage.bind(undefined, settings, 'directory');
  return [
    page(`${PATH}/new`, async (asked) => formScreen(asked, newForm(asked)), addProfessional),
    page(`${PATH}/:id`, showProfessional),
    page(`${PATH}/:id/edit`, async (asked) => formScreen(asked, await editForm(asked)), changeProfessional),
    page(`${PATH}/:id/roles/new`, async (asked) => formScreen(asked, await newRoleForm(asked)), addRole),
    page(
      '/network/roles/:id/edit',
      async (asked) => formScreen(asked, (await editRoleForm(asked)).form),
      changeRole,
    ),
  ];
}

function newForm({ view }: Asked): EntryForm {
  return {
    part: 'professionals',
    title: view.t('professionals.new'),
    specs: PROFESSIONAL_FIELDS,
    typed: {},
    back: PATH,
  };
}

async function editForm({ view, visit, directory }: Asked): Promise<EntryForm> {
  const entry = readProfessional(await directory.get('Practitioner', visit.params.id ?? ''), view.today);
  return {
    part: 'professionals',
    title: view.t('entry.change', { name: entry.name ?? view.t('entry.unnamed') }),
    specs: PROFESSIONAL_FIELDS,
    typed: typedOf(PROFESSIONAL_FIELDS, { ...entry, ...entry.identifiers }),
    versionId: entry.versionId,
    back: `${PATH}/${entry.id}`,
  };
}

function draftOf(values: Values): ProfessionalDraft {
  return {
    given: need(values, 'given'),
    family: need(values, 'family'),
    identifiers: pick(values, ['agb', 'big', 'uzi']),
    ...pick(values, ['title', 'prefix', 'phone', 'email']),
  };
}

async function addProfessional(posted: Posted) {
  const { directory } = posted;
  return takeForm(posted, newForm(posted), {
    others: (values) => directory.withSameIdentifier('Practitioner', pick(values, ['agb', 'big', 'uzi'])),
    save: async (values) => {
      const id = await directory.add(writeProfessional(draftOf(values)));
      return seeDone(posted, `${PATH}/${id}`, 'added');
    },
  });
}

async function changeProfessional(posted: Posted) {
  const { directory, visit } = posted;
  const id = visit.params.id ?? '';
  return takeForm(posted, await editForm(posted), {
    others: (values) => directory.withSameIdentifier('Practitioner', pick(values, ['agb', 'big', 'uzi']), id),
    save: async (values) => {
      await directory.change('Practitioner', id, versionIn(posted), (base) =>
        writeProfessional(draftOf(values), base),
      );
      return seeDone(posted, `${PATH}/${id}`, 'saved');
    },
  });
}

async function newRoleForm({ view, visit, directory }: Asked): Promise<EntryForm> {
  const entry = readProfessional(await directory.get('Practitioner', visit.params.id ?? ''), view.today);
  return {
    part: 'professionals',
    title: view.t('roles.new'),
    above: entry.name ?? '',
    specs: roleFields(view, await organizationChoices(directory, view)),
    typed: {},
    back: `${PATH}/${entry.id}`,
  };
}

async function editRoleForm({ view, visit, directory }: Asked) {
  const entry = readRole(await directory.get('PractitionerRole', visit.params.id ?? ''), view.today);
  const specs = roleFields(view, await organizationChoices(directory, view, entry.organization));
  const person = entry.practitioner?.replace('Practitioner/', `${PATH}/`) ?? '/network';
  const form: EntryForm = {
    part: 'professionals',
    title: view.t('roles.change'),
    specs,
    typed: typedOf(specs, { ...entry }),
    versionId: entry.versionId,
    back: person,
  };
  return { form, entry };
}

function roleDraft(values: Values, practitioner: string): RoleDraft {
  return {
    practitioner,
    organization: need(values, 'organization'),
    specialty: need(values, 'specialty'),
    ...pick(values, ['words', 'phone', 'from', 'until']),
  };
}

async function addRole(posted: Posted) {
  const { directory, visit } = posted;
  const person = visit.params.id ?? '';
  return takeForm(posted, await newRoleForm(posted), {
    save: async (values) => {
      await directory.add(writeRole(roleDraft(values, `Practitioner/${person}`)));
      return seeDone(posted, `${PATH}/${person}`, 'added');
    },
  });
}

async function changeRole(posted: Posted) {
  const { directory, visit } = posted;
  const { form, entry } = await editRoleForm(posted);
  return takeForm(posted, form, {
    save: async (values) => {
      await directory.change('PractitionerRole', visit.params.id ?? '', versionIn(posted), (base) =>
        writeRole(roleDraft(values, entry.practitioner ?? ''), base),
      );
      return seeDone(posted, form.back, 'saved');
    },
  });
}

async function showProfessional(asked: Asked) {
  const { view, visit, directory } = asked;
  const entry = readProfessional(await directory.get('Practitioner', visit.params.id ?? ''), view.today);
  const versions = await directory.find('PractitionerRole', [['practitioner', `Practitioner/${entry.id}`]]);
  const roles = versions.map((version) => readRole(version, view.today));
  const names = await directory.names(roles.map(({ organization }) => organization));
  return screen(asked, {
    part: 'professionals',
    title: entry.name ?? view.t('entry.unnamed'),
    children: [
      h(AboutProfessional, { key: 'about', view, entry }),
      h(Roles, { key: 'roles', view, entry, roles, names }),
    ],
  });
}

function AboutProfessional({
  view,
  entry,
}: {
  readonly view: NetworkView;
  readonly entry: ProfessionalEntry;
}): ReactElement {
  return h(About, {
    view,
    active: entry.active,
    edit: `${PATH}/${entry.id}/edit`,
    end: `/network/end/Practitioner/${entry.id}`,
    facts: [
      [view.t('entry.state'), entry.active ? view.t('entry.active') : h(Past, { view, active: false })],
      [view.t('entry.numbers'), identifierWords(entry.identifiers, view) || view.t('entry.noNumbers')],
      [view.t('field.phone'), entry.phone],
      [view.t('field.email'), entry.email],
    ],
  });
}

/** The specialty in the language of the page; what stands in the record where the code is not in our list. */
function specialtyWords(role: RoleEntry, view: NetworkView): string {
  const listed = SPECIALTIES.find(({ code }) => code === role.specialty)?.[view.language];
  return [role.words, listed && listed !== role.words ? listed : undefined].filter(Boolean).join(' · ');
}

function Roles(props: {
  readonly view: NetworkView;
  readonly entry: ProfessionalEntry;
  readonly roles: readonly RoleEntry[];
  readonly names: ReadonlyMap<string, StoredVersion>;
}): ReactElement {
  const { view, entry, roles, names } = props;
  const href = `${PATH}/${entry.id}/roles/new`;
  return h(Belonging, {
    view,
    id: 'roles',
    title: view.t('professional.roles'),
    add: { href, label: view.t('roles.new') },
    none: view.t('professional.noRoles'),
    lines: roles
      .toSorted((one, other) =>
        Number(other.active) - Number(one.active) || (one.from ?? '') < (other.from ?? '') ? 1 : -1,
      )
      .map((role) => {
        const organization = role.organization ? nameIn(names.get(role.organization), view) : undefined;
        const of = `${specialtyWords(role, view)}, ${organization ?? ''}`;
        const edit = `/network/roles/${role.id}/edit`;
        const end = `/network/end/PractitionerRole/${role.id}`;
        return {
          key: role.id,
          past: !role.active,
          line: lineOf({
            icon: 'building',
            name: h(Name, { view, reference: role.organization, name: organization }),
            about: specialtyWords(role, view),
            when: [sayDates(role, view), ' ', h(Past, { key: 'past', view, active: role.active })],
            acts: role.active ? h(EditAndEnd, { view, edit, end, of }) : undefined,
          }),
        };
      }),
  });
}
