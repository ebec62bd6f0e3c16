import type { HandOver, OrganizationReference } from '@caecilia/exchange';
import { elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  CONSENT_SCOPES,
  ORGANIZATION_TYPE_SYSTEM,
  organizationTypeActor,
  Problem,
  resourceOf,
} from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import { relationsOf } from '../access/relations.ts';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import type { HandOverParts } from './hand-overs.ts';

/** An organisation of the directory, and as whom the patient may have permitted or refused it. */
export interface Recipient {
  readonly reference: OrganizationReference;
  readonly name: string;
  readonly actors: readonly string[];
}

/** Throws `Problem('not-found')` for an organisation that the directory does not have, or no longer uses. */
export async function recipientOf(
  { session }: HandOverParts,
  caller: Caller,
  reference: OrganizationReference,
): Promise<Recipient> {
  const version = await session(caller).read('Organization', reference.slice('Organization/'.length));
  const resource = version === undefined || version.deleted ? undefined : resourceOf(version);
  if (resource === undefined || resource.active === false)
    throw new Problem('not-found', 'The directory has no such organisation in use.', { expression: 'to' });
  const name = typeof resource.name === 'string' ? resource.name : reference;
  return { reference, name, actors: actorsOf(reference, resource) };
}

/** As whom an organisation may have been permitted or refused: itself, and its kinds. */
export function actorsOf(reference: OrganizationReference, organization: FhirResource): readonly string[] {
  const kinds = elementsOf(organization.type).flatMap(({ coding }) =>
    elementsOf(coding).flatMap(({ system, code }) =>
      system === ORGANIZATION_TYPE_SYSTEM && typeof code === 'string' ? [organizationTypeActor(code)] : [],
    ),
  );
  return [reference, ...kinds];
}

/** What the patient says of sharing at this moment. */
export interface Sharing {
  with(actors: readonly string[]): { readonly objected: boolean; readonly permitted: boolean };
}

/** What the patient says of sharing with these actors at this moment. */
export async function sharingWith(
  house: HandOverParts,
  patient: HandOver['patient'],
  actors: readonly string[],
): Promise<{ readonly objected: boolean; readonly permitted: boolean }> {
  return (await sharingOf(house, patient)).with(actors);
}

/** Everything that the patient says of sharing, to be asked for one organisation or for many. */
export async function sharingOf(
  { session, readSearch, now }: HandOverParts,
  patient: HandOver['patient'],
): Promise<Sharing> {
  const reader = session(
    onDuty(HAND_OVER_KEEPER, {
      ground: 'handOverKeeping',
      patient: patient.slice('Patient/'.length),
      rules: [
        {
          types: ['Consent'],
          may: ['read', 'search-type'],
          where: `scope=${CONSENT_SCOPES}|patient-privacy`,
        },
      ],
    }),
  );
  const page = await reader.search(
    readSearch(
      ['Consent'],
      [
        ['patient', patient],
        ['scope', `${CONSENT_SCOPES}|patient-privacy`],
        ['status', 'active'],
        ['_count', '500'],
      ],
    ),
  );
  const at = now().toISOString();
  const said = page.matches
    .flatMap((version) => relationsOf(resourceOf(version)))
    .filter(({ starts = '', ends }) => starts <= at && (ends === undefined || ends > at));
  return {
    with(actors) {
      const has = (kind: 'objection' | 'permission') =>
        said.some((each) => each.kind === kind && actors.includes(each.actor));
      // More than one page of permissions is more than anybody gave: nothing is opened on what was not read.
      const objected = has('objection') || page.next !== undefined;
      return { objected, permitted: has('permission') && !objected };
    },
  };
}
