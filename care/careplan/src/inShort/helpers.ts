import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { ORGANIZATION_TYPE_SYSTEM } from '@caecilia/kernel';
import type { Contact } from '../plan.ts';
import { targetOf } from '../reading/references.ts';
import type { Helper } from './setting.ts';

const OF_TYPE: Readonly<Record<string, Helper>> = {
  'general-practice': 'gp',
  'out-of-hours': 'outOfHoursGp',
  'home-care': 'homeCare',
  hospice: 'hospice',
  pharmacy: 'pharmacy',
  department: 'ward',
  team: 'consultTeam',
};

/**
 * Contacts by what a plan for a problem calls them, from the kind of their organisation. Who is of no known kind stands
 * under none: no number is put where it might be wrong.
 */
export function helpersAmong(
  contacts: readonly Contact[],
  resources: readonly FhirResource[],
): Readonly<Partial<Record<Helper, readonly Contact[]>>> {
  const found = new Map<Helper, Contact[]>();
  for (const contact of contacts) {
    const helper = contact.kind === 'relatedPerson' ? 'family' : ofProfessional(contact, resources);
    if (helper !== undefined) found.set(helper, [...(found.get(helper) ?? []), contact]);
  }
  return Object.fromEntries(found);
}

function ofProfessional(
  { original: { type, id } }: Contact,
  resources: readonly FhirResource[],
): Helper | undefined {
  const own = resources.find((each) => each.resourceType === type && each.id === id);
  const organization = type === 'Organization' ? { type, id } : targetOf(own?.organization);
  const place = resources.find(
    (each) => each.resourceType === 'Organization' && each.id === organization?.id,
  );
  const codes = elementsOf(place?.type).flatMap(({ coding }) => elementsOf(coding));
  const [kind] = codes.flatMap(({ system, code }) =>
    system === ORGANIZATION_TYPE_SYSTEM && typeof code === 'string' ? [OF_TYPE[code]] : [],
  );
  return kind;
}
