import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordLog,
} from '@caecilia/kernel';
import { type SharingPermissions, sharingOverRecord } from '@caecilia/privacy';
import { PERMISSION, POLICY } from '../access/policy.ts';
import { spanOf } from '../access/span.ts';
import { bodyIn, oneAt, textAt, yesAt } from '../mdt/body.ts';
import { SHARING_KINDS } from '../privacy/consents.ts';
import type { HandOverParts } from './hand-overs.ts';

/** What recording a permission stands on. */
export interface SharingHouse extends HandOverParts {
  readonly log: Pick<RecordLog, 'write'>;
}

/**
 * What the patient says about sharing, written down by who treats them while the patient is there. Whether this role may
 * is the policy's to say; the patient's own page is `/privacy/my-record/sharing`, and both write the same Consents.
 */
export function sharingEndpoints(house: SharingHouse): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/sharing',
      read: (_session, visit) => answered(house, visit),
      write: (_session, post) => recorded(house, post),
    },
    { path: '/patients/:id/sharing/all', write: (_session, post) => recordedTogether(house, post) },
  ];
}

const sharingOf = (house: SharingHouse, patientId: string): SharingPermissions =>
  sharingOverRecord(
    {
      ...house,
      spanOf,
      // One organisation that a consent names is shown by the words in it.
      organizationNames: async () => new Map(),
      verified: (at) => ({
        verification: [
          { verified: true, verifiedWith: { reference: `Patient/${patientId}` }, verificationDate: at },
        ],
      }),
    },
    SHARING_KINDS,
  );

async function answered(house: SharingHouse, { caller, params }: PageVisit): Promise<object> {
  const patientId = params.id ?? '';
  return await shown(house, caller, patientId);
}

/** Who writes permissions down, by the policy; the record decides again at each. */
const WRITING: ReadonlySet<string> = new Set(
  POLICY.rows
    .filter(
      ({ types, may, where }) => types.includes('Consent') && may.includes('create') && where === PERMISSION,
    )
    .flatMap(({ roles }) => roles),
);

async function shown(house: SharingHouse, caller: Caller, patientId: string): Promise<object> {
  return {
    permissions: await sharingOf(house, patientId).list(caller, patientId),
    mayRecord: WRITING.has(caller.role) && caller.emergency === undefined,
  };
}

/** Several at once: what the patient agrees to at the end of a conversation, or the end of every permission. */
async function recordedTogether(
  house: SharingHouse,
  { caller, params, body }: EndpointPost,
): Promise<object> {
  const fields = bodyIn(body);
  demandPresent(fields);
  const patientId = params.id ?? '';
  const sharing = sharingOf(house, patientId);
  const answer = oneAt(fields, 'answer', ['given', 'refused']);
  const standing = await sharing.list(caller, patientId);
  const chosen = Array.isArray(fields.kinds) ? fields.kinds : [];
  const about = standing.filter(({ organizationType, state }) =>
    answer === 'refused' ? state === 'given' : chosen.includes(organizationType),
  );
  if (answer === 'given' && about.length === 0)
    throw new Problem('value', 'Choose for which care providers the patient gives permission.', {
      expression: 'kinds',
    });
  for (const { organizationType } of about) await sharing.set(caller, patientId, organizationType, answer);
  return await shown(house, caller, patientId);
}

function demandPresent(fields: ReturnType<typeof bodyIn>): void {
  if (!yesAt(fields, 'present'))
    throw new Problem(
      'business-rule',
      'A permission is written down while the patient is there. Otherwise the patient gives it from their own page.',
      { expression: 'present' },
    );
}

async function recorded(house: SharingHouse, { caller, params, body }: EndpointPost): Promise<object> {
  const fields = bodyIn(body);
  demandPresent(fields);
  const patientId = params.id ?? '';
  const sharing = sharingOf(house, patientId);
  await sharing.set(
    caller,
    patientId,
    textAt(fields, 'organizationType'),
    oneAt(fields, 'answer', ['given', 'refused']),
  );
  return await shown(house, caller, patientId);
}
