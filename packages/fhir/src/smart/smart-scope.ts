/** Interactions that a SMART scope can allow, in the order of the letters `cruds`. */
export interface SmartPermissions {
  readonly create: boolean;
  /** Read, vread and history of one resource. */
  readonly read: boolean;
  /** Update and patch. */
  readonly update: boolean;
  readonly delete: boolean;
  /** Search, and history of a type or of the whole. */
  readonly search: boolean;
}

/**
 * A scope for FHIR resources. It never grants more than its user or client may do; `query` narrows it to resources that
 * match every criterion. Source: SMART App Launch 2.2, scopes for requesting FHIR resources.
 */
export interface SmartScope {
  readonly level: 'patient' | 'user' | 'system';
  /** A resource type, or `*` for every type. Whether the type exists is not looked at. */
  readonly type: string;
  readonly permissions: SmartPermissions;
  /** `param=value`, joined by `&`, as it was written: search syntax, with its escapes. */
  readonly query?: string;
  /** Set when it was written as SMART 1.0 does, so that it can be answered so. */
  readonly form?: 'v1';
}

const LETTERS = [
  ['c', 'create'],
  ['r', 'read'],
  ['u', 'update'],
  ['d', 'delete'],
  ['s', 'search'],
] as const;

/** What SMART 1.0 suffixes mean in the letters of version 2. */
const V1_SUFFIXES = new Map([
  ['read', 'rs'],
  ['write', 'cud'],
  ['*', 'cruds'],
]);

const GRAMMAR =
  /^(?<level>patient|user|system)\/(?<type>\*|[A-Z][A-Za-z]*)\.(?<suffix>\*|[a-z]+)(?:\?(?<query>.+))?$/;

/** The characters that OAuth allows in a scope (RFC 6749, 3.3). */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** `name`, `name:modifier`, `name.chained` or `_has:…`, then `=` and something. */
const CRITERION = /^(?<name>[A-Za-z_][A-Za-z0-9_:.-]*)=[^=&?#][^&#]*$/;

/** Parameters that shape an answer; they select nothing, so they cannot narrow a scope. */
const NOT_CRITERIA = new Set([
  '_contained',
  '_containedType',
  '_count',
  '_elements',
  '_format',
  '_include',
  '_pretty',
  '_revinclude',
  '_score',
  '_sort',
  '_summary',
  '_total',
]);

/**
 * Reads a scope of SMART 1.0 (`patient/*.read`) or 2 (`patient/Observation.rs?category=laboratory`). Undefined for
 * everything else: letters out of order, an empty set of letters, an unknown level, a criterion that selects nothing.
 * A scope that was understood in part must not be granted in part.
 */
export function parseSmartScope(text: string): SmartScope | undefined {
  const { level, type, suffix, query } =
    (SCOPE_TOKEN.test(text) ? GRAMMAR.exec(text)?.groups : undefined) ?? {};
  if (!isLevel(level) || type === undefined || suffix === undefined) return undefined;
  const v1 = V1_SUFFIXES.get(suffix);
  if (v1 !== undefined && query !== undefined) return undefined;
  const permissions = permissionsOf(v1 ?? suffix);
  if (permissions === undefined) return undefined;
  if (query !== undefined && !query.split('&').every(isCriterion)) return undefined;
  return {
    level,
    type,
    permissions,
    ...(query === undefined ? {} : { query }),
    ...(v1 === undefined ? {} : { form: 'v1' }),
  };
}

/** The scope as text; in the form of SMART 1.0 where it was asked for in that form and still fits it. */
export function scopeText(scope: SmartScope): string {
  const letters = lettersOf(scope.permissions);
  const suffix = (scope.form === 'v1' && scope.query === undefined && v1Suffix(letters)) || letters;
  return `${scope.level}/${scope.type}.${suffix}${scope.query === undefined ? '' : `?${scope.query}`}`;
}

/** The letters of what is allowed, in the order `cruds`; empty when nothing is. */
export function lettersOf(permissions: SmartPermissions): string {
  return LETTERS.map(([letter, name]) => (permissions[name] ? letter : '')).join('');
}

function permissionsOf(letters: string): SmartPermissions | undefined {
  const has = (letter: string): boolean => letters.includes(letter);
  const permissions = {
    create: has('c'),
    read: has('r'),
    update: has('u'),
    delete: has('d'),
    search: has('s'),
  };
  // What reads back differently had strange letters, an order of its own or a letter twice.
  return letters !== '' && lettersOf(permissions) === letters ? permissions : undefined;
}

function isLevel(text: string | undefined): text is SmartScope['level'] {
  return text === 'patient' || text === 'user' || text === 'system';
}

function isCriterion(text: string): boolean {
  const name = CRITERION.exec(text)?.groups?.name;
  return name !== undefined && !NOT_CRITERIA.has(name.split(':', 1)[0] ?? name);
}

function v1Suffix(letters: string): string | undefined {
  for (const [suffix, meaning] of V1_SUFFIXES) if (meaning === letters) return suffix;
  return undefined;
}
