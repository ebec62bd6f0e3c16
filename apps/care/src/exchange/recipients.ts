import { type HandOver, type HandOvers, isOpenAt } from '@caecilia/exchange';
import type { InstalledQuery } from '@caecilia/fhir';
import {
  type Caller,
  callerOf,
  organizationTypeActor,
  type Principal,
  type Standing,
} from '@caecilia/kernel';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import type { HandOverParts } from './hand-overs.ts';
import { lookingPolicy, RECIPIENT } from './looking-scope.ts';
import { sharingWith } from './sharing-state.ts';

/** What who receives a hand-over is judged by. */
export interface RecipientParts extends HandOverParts {
  readonly handOvers: HandOvers;
  /** Queries of every installed version of the standard. */
  readonly queries: readonly InstalledQuery[];
}

/** The grounds as the log names them. */
const GROUND = {
  treatment: 'handOver',
  permission: 'handOverPermitted',
} as const;

/** What somebody may see who holds a token for one hand-over: asked anew with every request. */
export function pullCallers(
  parts: RecipientParts,
): (principal: Principal, standing: Standing) => Promise<Caller> {
  return async (principal, standing) => {
    const { authorizationBase = '', organization } = principal;
    const handOver = await parts.handOvers.named(HAND_OVER_KEEPER, authorizationBase);
    const nobody: Caller = { ...named(principal), scope: { kind: 'nothing' } };
    if (handOver?.channel !== 'fhir' || handOver.to.reference !== organization) return nobody;
    const caller = await lookingAs(parts, handOver, { principal, standing });
    if (caller === undefined) return nobody;
    const who = { name: principal.name, reference: organization };
    await parts.handOvers.record(HAND_OVER_KEEPER, handOver.id, {
      kind: 'delivered',
      at: parts.now().getTime(),
      who,
    });
    return caller;
  };
}

const named = ({ accountId, role, name, clientId, organization }: Principal) => ({
  id: accountId,
  role,
  name,
  client: clientId,
  ...(organization === undefined ? {} : { organization }),
});

/**
 * Whoever the hand-over is for, with no more than it: undefined where it is not open at this moment, or where the patient
 * objects to sharing with them. On the ground of a permission the database asks for that permission in each statement.
 */
export async function lookingAs(
  parts: RecipientParts,
  handOver: HandOver,
  { principal, standing }: { readonly principal: Principal; readonly standing: Standing },
): Promise<Caller | undefined> {
  const at = parts.now();
  if (!isOpenAt(handOver, at.getTime())) return undefined;
  const actors = [
    handOver.to.reference,
    ...(standing.actors ?? []),
    ...(standing.organizationTypes ?? []).map(organizationTypeActor),
    ...(principal.fhirUser === undefined ? [] : [principal.fhirUser]),
  ];
  // An objection stops a sending too, though that needs no permission: nobody goes on against the patient's word.
  if ((await sharingWith(parts, handOver.patient, actors)).objected) return undefined;
  const queries = parts.queries.filter(({ pack }) => standardOf(pack) === handOver.standard);
  const { authorizationBase: _, ...asked } = principal;
  const caller = callerOf(
    {
      ...asked,
      kind: 'system',
      role: RECIPIENT,
      organization: handOver.to.reference,
      launchPatient: handOver.patient.slice('Patient/'.length),
    },
    lookingPolicy(queries, handOver.ground),
    standing,
  );
  return {
    ...caller,
    id: principal.fhirUser ?? principal.accountId,
    role: principal.role,
    ground: GROUND[handOver.ground],
  };
}

/** The name of a version of the standard in a hand-over. */
export function standardOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}|${version}`;
}
