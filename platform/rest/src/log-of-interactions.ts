import type { AccessLog, Caller, LogEntry, OperationEnd } from '@caecilia/kernel';
import type { FhirHouse } from './context.ts';
import type { Interaction } from './interaction.ts';
import { patientOf, type Refusal } from './refusal.ts';

/**
 * What the FHIR endpoint tells the log of, beside what the store tells by itself: refusals before anything was read, and
 * operations. With it, every request that touches a patient leaves at least one line.
 */
export function logOfInteractions(log: AccessLog): Required<Pick<FhirHouse, 'onRefusal' | 'auditOperation'>> {
  return {
    onRefusal: (refusal) => log.write(entryOf(refusal)),
    auditOperation: ({ caller, type, id }, { code }, end) =>
      log.write({
        event: 'operation',
        action: 'E',
        outcome: OUTCOMES[end],
        caller,
        ...(type === 'Patient' && id !== undefined ? { patient: id } : {}),
        ...(type !== undefined && id !== undefined ? { object: { type, id } } : {}),
        detail: `$${code}`,
      }),
  };
}

const OUTCOMES: { readonly [end in OperationEnd]: LogEntry['outcome'] } = {
  success: 0,
  refused: 4,
  failed: 8,
};

/** Nobody could be told: whoever it was saw nothing. */
function anonymous({ requestId, address }: Refusal): Caller {
  return {
    id: 'anonymous',
    role: 'none',
    scope: { kind: 'nothing' },
    ...(address === undefined ? {} : { address }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function entryOf(refusal: Refusal): LogEntry {
  const { caller, interaction, status, code } = refusal;
  const patient = patientOf(interaction);
  const object = objectOf(interaction);
  return {
    event: 'refusal',
    action: 'E',
    outcome: status >= 500 ? 8 : 4,
    caller: caller ?? anonymous(refusal),
    // What anybody may claim at the door does not stand in the log of a patient.
    ...(caller !== undefined && patient !== undefined ? { patient } : {}),
    ...(object === undefined ? {} : { object }),
    detail: `${interaction?.name ?? 'unreadable'} ${status} ${code}`,
  };
}

function objectOf(interaction: Interaction | undefined): LogEntry['object'] {
  if (interaction === undefined || !('type' in interaction) || interaction.type === undefined)
    return undefined;
  const { type } = interaction;
  return { type, id: 'id' in interaction && interaction.id !== undefined ? interaction.id : '' };
}
