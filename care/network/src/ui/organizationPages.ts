import type { Page } from '@caecilia/kernel';
import { createElement as h } from 'react';
import { ORGANIZATION_TYPES, type OrganizationDraft } from '../directory/entries.ts';
import { readOrganization, readRole } from '../directory/reading.ts';
import { writeOrganization } from '../directory/writing.ts';
import type { NetworkSettings } from '../settings.ts';
import { typedOf, type Values } from './entryForm.ts';
import { type EntryForm, formScreen, need, pick, takeForm, versionIn } from './entryPage.ts';
import {
  AboutOrganization,
  Affiliations,
  Endpoints,
  otherOf,
  Parts,
  Roles,
  Services,
} from './organizationParts.ts';
import { Name, nameIn, organizationChoices } from './parts.ts';
import { organizationFields } from './specs.ts';
import { type Asked, networkPage, type Posted, screen, seeDone } from './view.ts';

const PATH = '/network/organizations';

/** Organisations: seen with all that belongs to them, added, changed. */
export function organizationPages(settings: NetworkSettings): readonly Page[] {
  return [
    networkPage(
      settings,
      'directory',
      `${PATH}/new`,
      async (asked) => formScreen(asked, await newForm(asked)),
      addOrganization,
    ),
    networkPage(settings, 'directory', `${PATH}/:id`, showOrganization),
    networkPage(
      settings,
      'directory',
      `${PATH}/:id/edit`,
      async (asked) => formScreen(asked, await editForm(asked)),
      changeOrganization,
    ),
  ];
}

async function newForm({ view, visit, directory }: Asked): Promise<EntryForm> {
  const parent = visit.query.partOf;
  const partOf = parent === undefined ? undefined : `Organization/${parent}`;
  return {
    part: 'directory',
    title: view.t(parent === undefined ? 'organizations.new' : 'organizations.newPart'),
    specs: organizationFields(view, await organizationChoices(directory, view)),
    typed: partOf === undefined ? {} : { partOf },
    back: parent === undefined ? '/network' : `${PATH}/${parent}`,
  };
}

async function editForm({ view, visit, directory }: Asked): Promise<EntryForm> {
  const entry = readOrganization(await directory.get('Organization', visit.params.id ?? ''), view.today);
  const choices = await organizationChoices(directory, view, entry.partOf);
  const specs = organizationFields(
    view,
    choices.filter(({ value }) => value !== `Organization/${entry.id}`),
  );
  return {
    part: 'directory',
    title: view.t('entry.change', { name: entry.name }),
    specs,
    typed: typedOf(specs, { ...entry, ...entry.identifiers }),
    versionId: entry.versionId,
    back: `${PATH}/${entry.id}`,
  };
}

function draftOf(values: Values): OrganizationDraft {
  const type = ORGANIZATION_TYPES.find((each) => each === values.type) ?? 'other';
  return {
    name: need(values, 'name'),
    type,
    identifiers: pick(values, ['agb', 'ura']),
    ...pick(values, ['partOf', 'phone', 'email', 'street', 'postalCode', 'city']),
  };
}

async function addOrganization(posted: Posted) {
  const { directory } = posted;
  return takeForm(posted, await newForm(posted), {
    others: (values) => directory.withSameIdentifier('Organization', pick(values, ['agb', 'ura'])),
    save: async (values) => {
      const id = await directory.add(writeOrganization(draftOf(values)));
      return seeDone(posted, `${PATH}/${id}`, 'added');
    },
  });
}

async function changeOrganization(posted: Posted) {
  const { directory, visit } = posted;
  const id = visit.params.id ?? '';
  return takeForm(posted, await editForm(posted), {
    others: (values) => directory.withSameIdentifier('Organization', pick(values, ['agb', 'ura']), id),
    save: async (values) => {
      await directory.change('Organization', id, versionIn(posted), (base) =>
        writeOrganization(draftOf(values), base),
      );
      return seeDone(posted, `${PATH}/${id}`, 'saved');
    },
  });
}

async function showOrganization(asked: Asked) {
  const { view, visit, directory } = asked;
  const entry = readOrganization(await directory.get('Organization', visit.params.id ?? ''), view.today);
  const own = `Organization/${entry.id}`;
  const [parts, services, roles, carried, joined, endpoints] = await Promise.all([
    directory.find('Organization', [
      ['partof', own],
      ['_sort', 'name'],
    ]),
    directory.find('HealthcareService', [['organization', own]]),
    directory.find('PractitionerRole', [['organization', own]]),
    directory.find('OrganizationAffiliation', [['primary-organization', own]]),
    directory.find('OrganizationAffiliation', [['participating-organization', own]]),
    directory.find('Endpoint', [['organization', own]]),
  ]);
  const affiliations = [...carried, ...joined];
  const names = await directory.names([
    entry.partOf,
    ...roles.map((each) => readRole(each, view.today).practitioner),
    ...affiliations.map((each) => otherOf(each, own, view)),
  ]);
  const props = { view, entry, names };
  return screen(asked, {
    part: 'directory',
    title: entry.name,
    above: entry.partOf
      ? [
          view.t('organization.partOf'),
          ' ',
          h(Name, {
            key: 'whole',
            view,
            reference: entry.partOf,
            name: nameIn(names.get(entry.partOf), view),
          }),
        ]
      : undefined,
    children: [
      h(AboutOrganization, { key: 'about', ...props }),
      h(Parts, { key: 'parts', ...props, versions: parts }),
      h(Services, { key: 'services', ...props, versions: services }),
      h(Roles, { key: 'roles', ...props, versions: roles }),
      h(Affiliations, { key: 'affiliations', ...props, versions: affiliations }),
      h(Endpoints, { key: 'endpoints', ...props, versions: endpoints }),
    ],
  });
}
