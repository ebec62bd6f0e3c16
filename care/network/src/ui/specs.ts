import type { Choice } from '@caecilia/ui';
import { SPECIALTIES } from '../directory/codes.ts';
import { AFFILIATION_ROLES, ORGANIZATION_TYPES, SERVICE_TYPES } from '../directory/entries.ts';
import type { FieldSpec } from './entryForm.ts';
import type { NetworkView } from './view.ts';

/** Fields of an organisation. */
export function organizationFields(view: NetworkView, parents: readonly Choice[]): readonly FieldSpec[] {
  const types = ORGANIZATION_TYPES.map((value) => ({ value, label: view.t(`organization.${value}`) }));
  return [
    { name: 'name', label: 'field.name', kind: 'text' },
    { name: 'type', label: 'field.type', kind: 'select', choices: types },
    { name: 'partOf', label: 'field.partOf', kind: 'select', choices: parents, optional: true },
    { name: 'ura', label: 'field.ura', hint: 'field.ura.hint', kind: 'ura', optional: true },
    { name: 'agb', label: 'field.agb', hint: 'field.agb.hint', kind: 'agb', optional: true },
    { name: 'phone', label: 'field.phone', kind: 'phone', optional: true },
    { name: 'email', label: 'field.email', kind: 'email', optional: true },
    { name: 'street', label: 'field.street', kind: 'text', optional: true },
    { name: 'postalCode', label: 'field.postalCode', kind: 'text', optional: true },
    { name: 'city', label: 'field.city', kind: 'text', optional: true },
  ];
}

/** Fields of a professional. */
export const PROFESSIONAL_FIELDS: readonly FieldSpec[] = [
  { name: 'title', label: 'field.title', hint: 'field.title.hint', kind: 'text', optional: true },
  { name: 'given', label: 'field.given', kind: 'text' },
  { name: 'prefix', label: 'field.prefix', hint: 'field.prefix.hint', kind: 'text', optional: true },
  { name: 'family', label: 'field.family', kind: 'text' },
  { name: 'agb', label: 'field.agb', hint: 'field.agb.hint', kind: 'agb', optional: true },
  { name: 'big', label: 'field.big', hint: 'field.big.hint', kind: 'big', optional: true },
  { name: 'uzi', label: 'field.uzi', kind: 'uzi', optional: true },
  { name: 'phone', label: 'field.phone', kind: 'phone', optional: true },
  { name: 'email', label: 'field.email', kind: 'email', optional: true },
];

const from: FieldSpec = { name: 'from', label: 'field.from', kind: 'day' };
const until: FieldSpec = {
  name: 'until',
  label: 'field.until',
  hint: 'field.until.hint',
  kind: 'day',
  optional: true,
};

/** Fields of a role of a professional. */
export function roleFields(view: NetworkView, organizations: readonly Choice[]): readonly FieldSpec[] {
  const specialties = SPECIALTIES.map((each) => ({ value: each.code, label: each[view.language] }));
  return [
    { name: 'organization', label: 'field.organization', kind: 'select', choices: organizations },
    { name: 'specialty', label: 'field.specialty', kind: 'select', choices: specialties },
    { name: 'words', label: 'field.roleWords', hint: 'field.roleWords.hint', kind: 'text', optional: true },
    { name: 'phone', label: 'field.workPhone', kind: 'phone', optional: true },
    from,
    until,
  ];
}

/** Fields of a service. */
export function serviceFields(view: NetworkView): readonly FieldSpec[] {
  const types = SERVICE_TYPES.map((value) => ({ value, label: view.t(`service.${value}`) }));
  return [
    { name: 'name', label: 'field.name', kind: 'text' },
    { name: 'type', label: 'field.serviceType', kind: 'select', choices: types },
    { name: 'phone', label: 'field.phone', kind: 'phone', optional: true },
    { name: 'comment', label: 'field.comment', hint: 'field.comment.hint', kind: 'words', optional: true },
  ];
}

/** Fields of a cooperation. */
export function affiliationFields(view: NetworkView, organizations: readonly Choice[]): readonly FieldSpec[] {
  const roles = AFFILIATION_ROLES.map((value) => ({ value, label: view.t(`affiliation.${value}`) }));
  return [
    { name: 'participant', label: 'field.participant', kind: 'select', choices: organizations },
    { name: 'role', label: 'field.affiliationRole', kind: 'select', choices: roles },
    from,
    until,
  ];
}

/** Fields of an endpoint. */
export const ENDPOINT_FIELDS: readonly FieldSpec[] = [
  { name: 'name', label: 'field.name', kind: 'text' },
  { name: 'address', label: 'field.address', hint: 'field.address.hint', kind: 'address' },
  from,
  until,
];
