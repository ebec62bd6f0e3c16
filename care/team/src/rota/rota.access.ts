import type { Caller } from '@caecilia/kernel';
import type { Member } from '../members.ts';

/** Who makes the rota and records absences of others. */
const PLANNERS: readonly string[] = ['team-lead', 'team-secretary'];

export const mayPlan = ({ role }: Pick<Caller, 'role'>) => PLANNERS.includes(role);

const isThemself = ({ id }: Pick<Caller, 'id'>, member: Member | undefined) =>
  member?.practitioner !== undefined && member.practitioner === id;

/** Nobody but a planner puts a duty on somebody else, or leaves it to nobody: a colleague may take it over. */
export const mayHandOver = (caller: Pick<Caller, 'id' | 'role'>, to: Member | undefined) =>
  mayPlan(caller) || isThemself(caller, to);

/** One's own absence is one's own to record. */
export const mayRecordAbsence = (caller: Pick<Caller, 'id' | 'role'>, of: Member) =>
  mayPlan(caller) || isThemself(caller, of);
