import type { Source } from '../codes.ts';
import type { ActKind } from './states.ts';

/**
 * Who may do what with a request, beside the record's own rule on who sees the patient: a ward that may write a Task
 * may not accept for the team.
 */

const TEAM = ['consult-nurse', 'consult-physician', 'social-worker', 'spiritual-care-worker'];
const OFFICE = ['team-secretary', 'team-lead'];
const TREATING = [
  'ward-nurse',
  'treating-physician',
  'transfer-nurse',
  'gp',
  'hospice-nurse',
  'hospice-coordinator',
];

const ROLES: Readonly<Record<ActKind, readonly string[]>> = {
  triage: [...TEAM, ...OFFICE],
  accept: [...TEAM, ...OFFICE],
  redirect: [...TEAM, ...OFFICE],
  decline: [...TEAM, ...OFFICE],
  start: TEAM,
  complete: TEAM,
  // The team too: who asked often says so at the telephone.
  withdraw: [...TREATING, ...OFFICE, ...TEAM],
  agree: ['treating-physician', 'gp'],
  callBack: [...TEAM, ...OFFICE],
};

/** Whether somebody in this role may do this with a request. */
export function mayAct(role: string, kind: ActKind): boolean {
  return ROLES[kind].includes(role);
}

/** Whether somebody in this role takes a request themselves; the office accepts it for a colleague. */
export function mayTake(role: string): boolean {
  return TEAM.includes(role);
}

/** Whether somebody in this role says of a request from there that they agree: a general practitioner of their own. */
export function mayAgree(role: string, source: Source): boolean {
  return mayAct(role, 'agree') && (role !== 'gp' || source === 'gp');
}

/** Whether somebody in this role may do this with a request from there. */
export function mayDo(role: string, kind: ActKind, source: Source): boolean {
  return kind === 'agree' ? mayAgree(role, source) : mayAct(role, kind);
}

/** Who confirms a proposal: who treats, or the office. The team that is asked does not open the record to itself. */
export function mayConfirm(role: string): boolean {
  return TREATING.includes(role) || OFFICE.includes(role);
}

/** From where somebody in this role asks, and whether it is an order. Undefined: they do not ask. */
export function asksAs(
  role: string,
): { readonly sources: readonly Source[]; readonly intent: 'order' | 'proposal' } | undefined {
  if (role === 'patient' || role === 'carer') return { sources: [role], intent: 'proposal' };
  if (TEAM.includes(role)) return { sources: ['gp', 'hospice', 'patient', 'carer'], intent: 'proposal' };
  if (role === 'gp') return { sources: ['gp'], intent: 'order' };
  if (role === 'hospice-nurse' || role === 'hospice-coordinator')
    return { sources: ['hospice'], intent: 'order' };
  if (OFFICE.includes(role)) return { sources: ['ward', 'outpatient', 'gp', 'hospice'], intent: 'order' };
  return TREATING.includes(role) ? { sources: ['ward', 'outpatient'], intent: 'order' } : undefined;
}
