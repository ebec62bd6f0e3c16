import type { StoredVersion } from '@caecilia/kernel';
import { createElement as h, type ReactElement } from 'react';
import type { OrganizationEntry } from '../directory/entries.ts';
import {
  readAffiliation,
  readEndpoint,
  readOrganization,
  readRole,
  readService,
} from '../directory/reading.ts';
import { organizationAbout } from './overviewPage.ts';
import { About, Act, Belonging, EditAndEnd, identifierWords, lineOf, Name, nameIn, Past } from './parts.ts';
import { type NetworkView, sayDates } from './view.ts';

const PATH = '/network/organizations';

interface PartProps {
  readonly view: NetworkView;
  readonly entry: OrganizationEntry;
  readonly names: ReadonlyMap<string, StoredVersion>;
}
type ListProps = PartProps & { readonly versions: readonly StoredVersion[] };

/** What an organisation is, and what can be done to it. */
export function AboutOrganization({ view, entry }: PartProps): ReactElement {
  const address = [entry.street, [entry.postalCode, entry.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return h(About, {
    view,
    active: entry.active,
    edit: `${PATH}/${entry.id}/edit`,
    end: `/network/end/Organization/${entry.id}`,
    facts: [
      [view.t('field.type'), entry.type ? view.t(`organization.${entry.type}`) : view.t('entry.typeUnknown')],
      [view.t('entry.state'), entry.active ? view.t('entry.active') : h(Past, { view, active: false })],
      [view.t('entry.numbers'), identifierWords(entry.identifiers, view) || view.t('entry.noNumbers')],
      [view.t('field.phone'), entry.phone],
      [view.t('field.email'), entry.email],
      [view.t('entry.address'), address],
    ],
  });
}

/** The organisations it consists of. */
export function Parts({ view, entry, versions }: ListProps): ReactElement {
  const href = `${PATH}/new?partOf=${entry.id}`;
  return h(Belonging, {
    view,
    id: 'parts',
    title: view.t('organization.parts'),
    add: { href, label: view.t('organizations.newPart') },
    none: view.t('organization.noParts'),
    lines: versions.map((version) => {
      const part = readOrganization(version, view.today);
      return {
        key: part.id,
        past: !part.active,
        line: lineOf({
          icon: 'people',
          name: h(Name, { view, reference: `Organization/${part.id}`, name: part.name }),
          about: organizationAbout(part, view),
          when: h(Past, { view, active: part.active }),
        }),
      };
    }),
  });
}

/** What it offers. */
export function Services({ view, entry, versions }: ListProps): ReactElement {
  const href = `${PATH}/${entry.id}/services/new`;
  return h(Belonging, {
    view,
    id: 'services',
    title: view.t('organization.services'),
    add: { href, label: view.t('services.new') },
    none: view.t('organization.noServices'),
    lines: versions.map((version) => {
      const service = readService(version, view.today);
      return {
        key: service.id,
        past: !service.active,
        line: lineOf({
          icon: 'bed',
          name: h(Name, { view, reference: `HealthcareService/${service.id}`, name: service.name }),
          about: [service.type ? view.t(`service.${service.type}`) : '', service.phone ?? '']
            .filter(Boolean)
            .join(' · '),
          when: h(Past, { view, active: service.active }),
        }),
      };
    }),
  });
}

/** Who works there, or did. */
export function Roles({ view, versions, names }: ListProps): ReactElement {
  return h(Belonging, {
    view,
    id: 'roles',
    title: view.t('organization.roles'),
    intro: view.t('organization.roles.intro'),
    none: view.t('organization.noRoles'),
    lines: versions.map((version) => {
      const role = readRole(version, view.today);
      const name = role.practitioner ? nameIn(names.get(role.practitioner), view) : undefined;
      return {
        key: role.id,
        past: !role.active,
        line: lineOf({
          icon: 'person',
          name: h(Name, { view, reference: role.practitioner, name: name ?? view.t('role.nobody') }),
          about: [role.words ?? '', role.phone ?? ''].filter(Boolean).join(' · '),
          when: [sayDates(role, view), ' ', h(Past, { key: 'past', view, active: role.active })],
        }),
      };
    }),
  });
}

/** The organisation at the other end of a cooperation. */
export function otherOf(version: StoredVersion, own: string, view: NetworkView): string | undefined {
  const { organization, participant } = readAffiliation(version, view.today);
  return organization === own ? participant : organization;
}

/** With whom it works together. */
export function Affiliations({ view, entry, versions, names }: ListProps): ReactElement {
  const own = `Organization/${entry.id}`;
  const href = `${PATH}/${entry.id}/affiliations/new`;
  return h(Belonging, {
    view,
    id: 'affiliations',
    title: view.t('organization.affiliations'),
    add: { href, label: view.t('affiliations.new') },
    none: view.t('organization.noAffiliations'),
    lines: versions.map((version) => {
      const affiliation = readAffiliation(version, view.today);
      const other = otherOf(version, own, view);
      const name = other ? nameIn(names.get(other), view) : undefined;
      return {
        key: affiliation.id,
        past: !affiliation.active,
        line: lineOf({
          icon: 'building',
          name: h(Name, { view, reference: other, name }),
          about: affiliation.role ? view.t(`affiliation.${affiliation.role}`) : undefined,
          when: [
            sayDates(affiliation, view),
            ' ',
            h(Past, { key: 'past', view, active: affiliation.active }),
          ],
          acts: affiliation.active
            ? h(Act, {
                view,
                href: `/network/end/OrganizationAffiliation/${affiliation.id}`,
                label: view.t('entry.stop'),
                of: name ?? '',
              })
            : undefined,
        }),
      };
    }),
  });
}

/** Where its systems can be reached. */
export function Endpoints({ view, entry, versions }: ListProps): ReactElement {
  const href = `${PATH}/${entry.id}/endpoints/new`;
  return h(Belonging, {
    view,
    id: 'endpoints',
    title: view.t('organization.endpoints'),
    intro: view.t('organization.endpoints.intro'),
    add: { href, label: view.t('endpoints.new') },
    none: view.t('organization.noEndpoints'),
    lines: versions.map((version) => {
      const endpoint = readEndpoint(version, view.today);
      const name = endpoint.name ?? view.t('entry.unnamed');
      const edit = `/network/endpoints/${endpoint.id}/edit`;
      const end = `/network/end/Endpoint/${endpoint.id}`;
      return {
        key: endpoint.id,
        past: !endpoint.active,
        line: lineOf({
          icon: 'plug',
          name,
          about: endpoint.address,
          when: [sayDates(endpoint, view), ' ', h(Past, { key: 'past', view, active: endpoint.active })],
          acts: endpoint.active ? h(EditAndEnd, { view, edit, end, of: name }) : undefined,
        }),
      };
    }),
  });
}
