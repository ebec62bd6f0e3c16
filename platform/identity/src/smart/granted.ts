import { intersectScopes, parseSmartScope, type SmartScope, scopeText } from '@caecilia/fhir';
import { OTHER_SCOPES } from '../clients/client.ts';

/** What decides on what is granted, beside the wish itself. */
export interface GrantLimits {
  /** What the client is registered for. */
  readonly client: readonly string[];
  /** What the role of who signed in may delegate; absent while nobody did. */
  readonly role?: readonly string[];
  /** What who signed in agreed to; absent for our own apps. */
  readonly agreed?: readonly string[];
  /** False for staff without a second factor: they get no scope for the record at all. */
  readonly clinical: boolean;
  /** Whether a patient was chosen or given along; without one a `patient/` scope would be unbounded. */
  readonly patient: boolean;
  /** Whether the request carries a launch. */
  readonly launch: boolean;
}

/** Scopes of a person's data or presence that a role must allow by name. */
const BY_ROLE = new Set(['offline_access']);

/**
 * The scopes that wish, client, role and person all allow, as text. Sorted, each once. Nothing is granted that was not
 * asked for; `system/` scopes are never granted to a person.
 */
export function grantedScopes(wanted: readonly string[], limits: GrantLimits): readonly string[] {
  const sides = [limits.client, limits.role, limits.agreed].filter((side) => side !== undefined);
  const others = OTHER_SCOPES.filter(
    (scope) =>
      wanted.includes(scope) &&
      limits.client.includes(scope) &&
      (limits.role === undefined || !BY_ROLE.has(scope) || limits.role.includes(scope)) &&
      (limits.agreed === undefined || scope === 'openid' || limits.agreed.includes(scope)) &&
      contextHolds(scope, limits),
  );
  const smart = limits.clinical
    ? sides.reduce<readonly SmartScope[]>(
        (granted, side) => intersectScopes(granted, smartScopes(side)),
        smartScopes(wanted),
      )
    : [];
  const possible = smart.filter(({ level }) => level === 'user' || (level === 'patient' && limits.patient));
  return [...others, ...possible.map(scopeText)];
}

/** What a service is granted: the part of its wish that it was registered for, `system/` only. */
export function grantedToService(
  wanted: readonly string[],
  registered: readonly string[],
): readonly string[] {
  const system = smartScopes(wanted).filter(({ level }) => level === 'system');
  return intersectScopes(system, smartScopes(registered)).map(scopeText);
}

/** The scopes for FHIR resources in a list; what is not one is left out. */
export function smartScopes(texts: readonly string[]): readonly SmartScope[] {
  return texts.map(parseSmartScope).filter((scope) => scope !== undefined);
}

/** A scope parameter as a list. */
export function scopeList(text: string | undefined): readonly string[] {
  return [...new Set((text ?? '').split(' ').filter((scope) => scope !== ''))];
}

function contextHolds(scope: string, { launch, patient }: GrantLimits): boolean {
  if (scope === 'launch') return launch;
  return scope === 'launch/patient' ? patient : true;
}
