import type { AccountRole } from '../contract.ts';
import type { FederationSettings } from './federation-settings.ts';

/** What an identity provider says of somebody, in our words. */
export interface MappedPerson {
  readonly name: string;
  readonly roles: readonly AccountRole[];
  readonly practitioner?: { readonly system: string; readonly value: string };
  /** `fed`, what the provider said, and `mfa` (RFC 8176). */
  readonly amr: readonly string[];
}

export type Claims = Readonly<Record<string, unknown>>;

/** Maps by configuration alone. A sentence for the log where it gives nobody: no second factor, or no role of ours. */
export function mapClaims(claims: Claims, settings: FederationSettings): MappedPerson | string {
  const said = textsOf(claims.amr).filter((word) => /^[a-z]{2,20}$/.test(word));
  const { acr, amr } = settings.secondFactor;
  const second = acr.some((each) => each === claims.acr) || amr.some((each) => said.includes(each));
  if (!second) return 'federation: no second factor';
  const roles = rolesOf(claims, settings);
  if (roles.length === 0) return 'federation: no role';
  const { practitioner } = settings.claims;
  const value = practitioner && textsOf(claimOf(claims, practitioner.claim))[0];
  return {
    name: textsOf(claimOf(claims, settings.claims.name))[0]?.slice(0, 200) ?? 'naamloos',
    roles,
    ...(practitioner && value ? { practitioner: { system: practitioner.system, value } } : {}),
    amr: [...new Set(['fed', ...said, 'mfa'])],
  };
}

function rolesOf(claims: Claims, { claims: mapping, organization }: FederationSettings): AccountRole[] {
  const found = textsOf(claimOf(claims, mapping.role)).flatMap((value) =>
    Object.hasOwn(mapping.roles, value) ? (mapping.roles[value] ?? []) : [],
  );
  const roles = found.map(({ role, organization: own }) => ({ role, organization: own ?? organization }));
  return roles.filter(
    ({ role, organization: at }, place) =>
      roles.findIndex((each) => each.role === role && each.organization === at) === place,
  );
}

/** A claim by its whole name, else by a path of names. */
function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Claims)[part];
  }, claims);
}

function textsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string' && each !== '');
}
