import type { SmartScope } from '@caecilia/fhir';
import { parseSmartScope } from '@caecilia/fhir';
import type { Caller, Scope } from '../caller.ts';
import type { Principal } from '../principal.ts';
import { labelBits } from './confidentiality.ts';
import type { AccessInteraction } from './interaction.ts';
import type { Ground, PolicyRole, PolicyRow, PolicyTable } from './policy.ts';
import { emergencyActor, organizationTypeActor } from './relation.ts';
import type { AccessRule, RuleScope } from './rules.ts';

/** What is known of a caller beside their sign-in. */
export interface Standing {
  /** More references that are this person at work: `PractitionerRole/…`. */
  readonly actors?: readonly string[];
  /** Codes of what kind of organisation they act for; a patient may permit sharing with a kind. */
  readonly organizationTypes?: readonly string[];
  /** An emergency grant that this request makes use of; the store checks that it holds. */
  readonly emergency?: { readonly patient: string; readonly reason: string };
}

/**
 * What a principal may see: the policy for their role, narrowed by the scopes of the token and by the patient it was
 * launched for. An unknown role, a role of another kind of principal, staff without a second factor, a token without
 * scopes and one for something named (`authorizationBase`) see nothing.
 */
export function scopeOf(principal: Principal, policy: PolicyTable, standing: Standing = {}): Scope {
  const role = policy.roles.find(({ code }) => code === principal.role);
  if (role === undefined || !mayAct(principal, role) || principal.authorizationBase !== undefined)
    return { kind: 'nothing' };
  const scopes = scopesOf(principal);
  const rules = policy.rows
    .filter((row) => row.roles.includes(role.code))
    .flatMap((row) => rulesOf(row, policy))
    .flatMap((rule) => scopes.flatMap((scope) => narrowed(rule, scope)));
  if (rules.length === 0) return { kind: 'nothing' };
  return {
    kind: 'rules',
    policyVersion: policy.version,
    actors: actorsOf(principal, standing),
    rules,
    marks: role.marks ?? false,
    ...(principal.launchPatient === undefined ? {} : { within: principal.launchPatient }),
    ...emergencyOf(principal, role, standing),
  };
}

/** The caller that the store and the log know. */
export function callerOf(principal: Principal, policy: PolicyTable, standing: Standing = {}): Caller {
  const scope = scopeOf(principal, policy, standing);
  const { emergency } = standing;
  const uses = scope.kind === 'rules' && scope.emergencyActor !== undefined;
  return {
    id: principal.fhirUser ?? principal.accountId,
    role: principal.role,
    scope,
    name: principal.name,
    client: principal.clientId,
    policyVersion: policy.version,
    ...(principal.organization === undefined ? {} : { organization: principal.organization }),
    ...(uses && emergency !== undefined ? { emergency, ground: 'emergency' } : groundOf(scope)),
  };
}

/** For the log: the relations that the role works by; an emergency is said where it is used. */
function groundOf(scope: Scope): Pick<Caller, 'ground'> {
  if (scope.kind !== 'rules') return {};
  const kinds = scope.rules.flatMap(({ through }) => (typeof through === 'string' ? [] : through));
  const usual = [...new Set(kinds)].filter((kind) => kind !== 'emergency').sort();
  return usual.length === 0 ? {} : { ground: usual.join(' ') };
}

function mayAct(principal: Principal, role: PolicyRole): boolean {
  return role.kind === principal.kind && (principal.kind !== 'staff' || principal.secondFactor);
}

/** The scopes that this principal's kind may use; `patient/` says nothing without a patient. */
function scopesOf({ kind, scopes, launchPatient }: Principal): readonly SmartScope[] {
  return scopes.flatMap((text) => {
    const scope = parseSmartScope(text);
    if (scope === undefined) return [];
    if (scope.level === 'patient' && launchPatient === undefined) return [];
    return (scope.level === 'system') === (kind === 'system') ? [scope] : [];
  });
}

function actorsOf({ fhirUser, organization }: Principal, standing: Standing): readonly string[] {
  const own = [fhirUser, organization].filter((actor) => actor !== undefined);
  const kinds = (standing.organizationTypes ?? []).map(organizationTypeActor);
  return [...new Set([...own, ...(standing.actors ?? []), ...kinds])];
}

function emergencyOf(
  { fhirUser, launchPatient }: Principal,
  role: PolicyRole,
  { emergency }: Standing,
): Pick<RuleScope, 'emergencyActor'> {
  if (emergency === undefined || fhirUser === undefined || role.emergency !== true) return {};
  if (launchPatient !== undefined && launchPatient !== emergency.patient) return {};
  return { emergencyActor: emergencyActor(fhirUser, emergency.patient) };
}

/** One rule for each kind of ground: they end, and need permission, in their own way. */
function rulesOf(row: PolicyRow, policy: PolicyTable): readonly AccessRule[] {
  const relations = row.through.filter((ground) => ground !== 'shared' && ground !== 'everyone');
  const mortal = relations.filter((kind) => policy.endAtDeath.includes(kind));
  const lasting = relations.filter((kind) => !policy.endAtDeath.includes(kind));
  const common = {
    types: row.types,
    interactions: row.may,
    needsPermission: row.needsPermission ?? false,
    endsAtDeath: false,
    labels: labelBits(row.labels ?? []),
    where: row.where?.split('&') ?? [],
  };
  const open = (ground: Ground & ('shared' | 'everyone')): AccessRule[] =>
    row.through.includes(ground) ? [{ ...common, through: ground }] : [];
  return [
    ...open('shared'),
    ...open('everyone'),
    ...(lasting.length > 0 ? [{ ...common, through: lasting }] : []),
    ...(mortal.length > 0 ? [{ ...common, through: mortal, endsAtDeath: true }] : []),
  ];
}

/** The letter of a SMART scope that an interaction needs. */
const NEEDS: Readonly<Record<AccessInteraction, readonly (keyof SmartScope['permissions'])[]>> = {
  read: ['read'],
  vread: ['read'],
  'history-instance': ['read'],
  'history-type': ['search'],
  'history-system': ['search'],
  'search-type': ['search'],
  'search-system': ['search'],
  count: ['search'],
  include: ['read'],
  create: ['create'],
  update: ['update'],
  patch: ['update'],
  delete: ['delete'],
  operation: ['read', 'search'],
};

/** What is left of a rule under one scope. */
function narrowed(rule: AccessRule, scope: SmartScope): readonly AccessRule[] {
  const types = scope.type === '*' ? rule.types : rule.types.filter((type) => type === scope.type);
  const interactions = rule.interactions.filter((each) =>
    NEEDS[each].every((letter) => scope.permissions[letter]),
  );
  if (types.length === 0 || interactions.length === 0) return [];
  const where = [...new Set([...rule.where, ...(scope.query?.split('&') ?? [])])].sort();
  return [{ ...rule, types, interactions, where }];
}
