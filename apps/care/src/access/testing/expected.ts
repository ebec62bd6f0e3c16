import type { FhirResource } from '@caecilia/fhir';
import type { AccessInteraction, Ground, PolicyRow, PolicyTable } from '@caecilia/kernel';

/**
 * The policy table read aloud: one cell at a time, row by row, with none of the code that compiles it. The matrix
 * compares it with what the store does.
 */
export interface Cell {
  readonly role: string;
  readonly type: string;
  readonly interaction: AccessInteraction;
  /** The relations between this user and this patient that hold now. */
  readonly holding: readonly Ground[];
  /** Whether the patient permits sharing with the user's organisation. */
  readonly permitted: boolean;
  readonly deceased: boolean;
  /** Undefined: it belongs to no patient. */
  readonly patient: string | undefined;
  readonly resource: FhirResource;
}

/** Whether the table allows it. To change something it must be seen as well. */
export function isAllowed(policy: PolicyTable, cell: Cell): boolean {
  const changesWhatIs = ['update', 'patch', 'delete'].includes(cell.interaction);
  return says(policy, cell) && (!changesWhatIs || says(policy, { ...cell, interaction: 'read' }));
}

function says(policy: PolicyTable, cell: Cell): boolean {
  for (const row of policy.rows) {
    if (speaksOf(row, cell) && row.through.some((ground) => isThere(policy, ground, cell))) return true;
  }
  return false;
}

function speaksOf(row: PolicyRow, cell: Cell): boolean {
  if (!row.roles.includes(cell.role)) return false;
  if (!row.types.includes(cell.type)) return false;
  if (!row.may.includes(cell.interaction)) return false;
  if (row.needsPermission && !cell.permitted) return false;
  return meets(row, cell.resource);
}

function isThere({ endAtDeath }: PolicyTable, ground: Ground, cell: Cell): boolean {
  if (ground === 'shared') return cell.patient === undefined;
  if (cell.patient === undefined) return false;
  if (ground === 'everyone') return true;
  if (cell.deceased && endAtDeath.includes(ground)) return false;
  return cell.holding.includes(ground);
}

/** The table has criteria on scope, code and intent only. */
function meets({ where }: PolicyRow, resource: FhirResource): boolean {
  return (where?.split('&') ?? []).every((criterion) => {
    const [param = '', values = ''] = criterion.split('=');
    const wanted = values.split(',');
    if (param === 'intent') return wanted.includes(String(resource.intent));
    if (param !== 'scope' && param !== 'code')
      throw new Error('the table has a criterion that the matrix does not know');
    const { coding = [] } = (resource[param] ?? {}) as {
      coding?: readonly { system: string; code: string }[];
    };
    return coding.some(({ system, code }) => wanted.includes(`${system}|${code}`));
  });
}
