import { lettersOf, type SmartPermissions, type SmartScope, scopeText } from './smart-scope.ts';

/**
 * What is both wanted and allowed. A wanted `patient/` scope is within an allowed `user/` scope, since it is the same
 * right for one patient; nothing else crosses levels. Criteria of both sides hold together. No scope is in the answer
 * that another of the answer covers.
 */
export function intersectScopes(
  wanted: readonly SmartScope[],
  allowed: readonly SmartScope[],
): readonly SmartScope[] {
  const common = wanted.flatMap((one) =>
    allowed.map((other) => intersection(one, other)).filter((scope) => scope !== undefined),
  );
  const merged = mergeAlike(common);
  return merged.filter(
    (scope, index) =>
      !merged.some(
        (other, at) => at !== index && covers(other, scope) && (at < index || !covers(scope, other)),
      ),
  );
}

/** Whether everything that `inner` allows is allowed by `outer`. */
export function covers(outer: SmartScope, inner: SmartScope): boolean {
  if (outer.level !== inner.level || (outer.type !== '*' && outer.type !== inner.type)) return false;
  const innerCriteria = criteriaOf(inner);
  if (!criteriaOf(outer).every((criterion) => innerCriteria.includes(criterion))) return false;
  return lettersOf(both(outer.permissions, inner.permissions)) === lettersOf(inner.permissions);
}

function intersection(wanted: SmartScope, allowed: SmartScope): SmartScope | undefined {
  const sameLevel = wanted.level === allowed.level;
  if (!sameLevel && !(wanted.level === 'patient' && allowed.level === 'user')) return undefined;
  const type = commonType(wanted.type, allowed.type);
  const permissions = both(wanted.permissions, allowed.permissions);
  if (type === undefined || lettersOf(permissions) === '') return undefined;
  const criteria = [...new Set([...criteriaOf(wanted), ...criteriaOf(allowed)])];
  return {
    level: wanted.level,
    type,
    permissions,
    ...(criteria.length === 0 ? {} : { query: criteria.join('&') }),
    ...(wanted.form === undefined ? {} : { form: wanted.form }),
  };
}

function commonType(one: string, other: string): string | undefined {
  if (one === other || other === '*') return one;
  return one === '*' ? other : undefined;
}

function both(one: SmartPermissions, other: SmartPermissions): SmartPermissions {
  return {
    create: one.create && other.create,
    read: one.read && other.read,
    update: one.update && other.update,
    delete: one.delete && other.delete,
    search: one.search && other.search,
  };
}

function criteriaOf(scope: SmartScope): readonly string[] {
  return scope.query?.split('&') ?? [];
}

/** `Observation.r` and `Observation.s` are `Observation.rs`, as long as they speak of the same resources. */
function mergeAlike(scopes: readonly SmartScope[]): readonly SmartScope[] {
  const byReach = new Map<string, SmartScope>();
  for (const scope of scopes) {
    const reach = `${scope.form ?? ''} ${scope.level}/${scope.type}?${criteriaOf(scope).toSorted().join('&')}`;
    const known = byReach.get(reach);
    byReach.set(reach, known === undefined ? scope : { ...scope, permissions: either(known, scope) });
  }
  return [...byReach.values()].toSorted((one, other) => (scopeText(one) < scopeText(other) ? -1 : 1));
}

function either({ permissions: one }: SmartScope, { permissions: other }: SmartScope): SmartPermissions {
  return {
    create: one.create || other.create,
    read: one.read || other.read,
    update: one.update || other.update,
    delete: one.delete || other.delete,
    search: one.search || other.search,
  };
}
