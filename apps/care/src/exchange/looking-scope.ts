import type { Ground } from '@caecilia/exchange';
import type { NamedQuery } from '@caecilia/fhir';
import type { AccessInteraction, PolicyRow, PolicyTable } from '@caecilia/kernel';
import { POLICY } from '../access/policy.ts';
import { DEFINITIONS, DIRECTORY } from '../access/policy-types.ts';

/** Who looks at a hand-over: a role for as long as one statement lasts. */
export const RECIPIENT = 'recipient';

/** `search-system`: the plan is read by one search over several types, and what that does not find reads as not discussed. */
const LOOK: readonly AccessInteraction[] = ['read', 'search-type', 'search-system', 'include'];
/** Who the plan is about, and who stands around them: what the queries include. */
const ALONG = ['Patient', 'RelatedPerson', 'CareTeam', 'Device', 'Encounter'];
/** Asked for by something that no criterion of a rule can hold, and little else than the plan is in them. */
const BROAD = ['Goal', 'DeviceUseStatement'];
/** Token parameters that say which resources of a type belong to the plan. */
const NARROWING = ['scope', 'category', 'code', 'reason-code'];

/**
 * What may be looked at of a hand-over, as a policy of its own: what the queries of the standard ask for, with their own
 * criteria, and nothing else of the record. `permission`: asked of the database with each statement, and an objection
 * goes before it; the actors of the caller must have it.
 */
export function lookingPolicy(queries: readonly NamedQuery[], ground: Ground): PolicyTable {
  const rows = rowsOf(queries).map(
    (row): PolicyRow =>
      ground === 'permission'
        ? { ...row, through: ['permission'], needsPermission: true }
        : { ...row, through: ['everyone'] },
  );
  const directory: PolicyRow = {
    roles: [RECIPIENT],
    types: [...DIRECTORY, ...DEFINITIONS],
    may: LOOK,
    through: ['shared'],
  };
  return {
    version: POLICY.version,
    roles: [{ code: RECIPIENT, name: { nl: 'Ontvanger', en: 'Recipient' }, kind: 'system' }],
    rows: [directory, ...rows],
    sharedTypes: POLICY.sharedTypes,
    endAtDeath: [],
  };
}

type Row = Pick<PolicyRow, 'roles' | 'types' | 'may' | 'where'>;

function rowsOf(queries: readonly NamedQuery[]): readonly Row[] {
  const asked = queries.flatMap(({ request }): Row[] => {
    const [type = '', query = ''] = request.split('?');
    const pairs = [...new URLSearchParams(query)].filter(([name]) => NARROWING.includes(name));
    if (ALONG.includes(type) || (pairs.length === 0 && !BROAD.includes(type))) return [];
    const where = pairs.map(([name, value]) => `${name}=${value}`).toSorted();
    return [{ ...READING, types: [type], ...(where.length === 0 ? {} : { where: where.join('&') }) }];
  });
  return [...asked, { ...READING, types: ALONG }];
}

const READING = { roles: [RECIPIENT], may: LOOK };
