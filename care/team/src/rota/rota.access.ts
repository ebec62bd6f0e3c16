import { type Caller, Problem, rightsFor } from '@caecilia/kernel';
import type { Member } from '../members.ts';

/** Who makes the rota and records absences of others. */
const PLANNERS: readonly string[] = ['team-lead', 'team-secretary'];

export const mayPlan = ({ role }: Pick<Caller, 'role'>) => PLANNERS.includes(role);

/** Whether this is the entry of whoever asks: by who they are, or by a role that the directory gives them. */
export function isThemself(
  { id, scope }: Pick<Caller, 'id' | 'scope'>,
  member: Pick<Member, 'reference' | 'practitioner'> | undefined,
): boolean {
  if (member === undefined) return false;
  const actors = scope.kind === 'rules' ? scope.actors : [];
  return member.reference === id || member.practitioner === id || actors.includes(member.reference);
}

/** Nobody but a planner puts a duty on somebody else, or leaves it to nobody: a colleague may take it over. */
export const mayHandOver = (caller: Pick<Caller, 'id' | 'role' | 'scope'>, to: Member | undefined) =>
  mayPlan(caller) || isThemself(caller, to);

/** One's own absence is one's own to record. */
export const mayRecordAbsence = (caller: Pick<Caller, 'id' | 'role' | 'scope'>, of: Member) =>
  mayPlan(caller) || isThemself(caller, of);

/** All that is needed to say who is on call. */
const SEEN = ['Schedule', 'Slot', 'PractitionerRole'];

/** Whether this caller sees the whole rota. */
export function seesRota({ scope }: Pick<Caller, 'scope'>): boolean {
  if (scope.kind !== 'rules') return scope.kind !== 'nothing';
  return SEEN.every((type) =>
    rightsFor(scope, 'search-type', type).some(({ shared, where }) => shared && where.length === 0),
  );
}

/**
 * Throws `Problem('forbidden')` for a caller who does not see the whole rota. The record answers them with nothing, and
 * nothing would read as a gap: "nobody is on call" and "not for you to see" are different facts.
 */
export function requireSight(caller: Pick<Caller, 'scope'>): void {
  if (!seesRota(caller))
    throw new Problem(
      'forbidden',
      'The rota is for who works with the team; ask the ward or the team whom to call.',
    );
}
