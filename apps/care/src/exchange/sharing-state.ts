import type { HandOver, OrganizationReference } from '@caecilia/exchange';
import { elementsOf } from '@caecilia/fhir';
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
  const kinds = elementsOf(resource.type).flatMap(({ coding }) =>
    elementsOf(coding).flatMap(({ system, code }) =>
      system === ORGANIZATION_TYPE_SYSTEM && typeof code === 'string' ? [organizationTypeActor(code)] : [],
    ),
  );
  const name = typeof resource.name === 'string' ? resource.name : reference;
  return { reference, name, actors: [reference, ...kinds] };
}

/** What the patient says of sharing with these actors at this moment. */
export async function sharingWith(
  { session, readSearch, now }: HandOverParts,
  patient: HandOver['patient'],
  actors: readonly string[],
): Promise<{ readonly objected: boolean; readonly permitted: boolean }> {
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
  const about = page.matches
    .flatMap((version) => relationsOf(resourceOf(version)))
    .filter(
      ({ actor, starts = '', ends }) =>
        actors.includes(actor) && starts <= at && (ends === undefined || ends > at),
    );
  const has = (kind: 'objection' | 'permission') => about.some((each) => each.kind === kind);
  // More than one page of permissions is more than anybody gave: nothing is opened on what was not read.
  const objected = has('objection') || page.next !== undefined;
  return { objected, permitted: has('permission') && !objected };
}
