import type { OperationLevel } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';

/** What an address below the FHIR base points at. */
export type Target =
  | { readonly kind: 'system' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'instance'; readonly type: string; readonly id: string }
  | { readonly kind: 'version'; readonly type: string; readonly id: string; readonly version: number }
  | { readonly kind: 'history'; readonly type?: string; readonly id?: string }
  /** `_search` at the end; `within` for a compartment. */
  | { readonly kind: 'search'; readonly type?: string; readonly within?: CompartmentOwner }
  | { readonly kind: 'compartment'; readonly type?: string; readonly within: CompartmentOwner }
  | {
      readonly kind: 'operation';
      readonly level: OperationLevel;
      readonly code: string;
      readonly type?: string;
      readonly id?: string;
    };

/** The resource whose compartment is searched: `Patient/7` in `Patient/7/Observation`. */
export interface CompartmentOwner {
  readonly type: string;
  readonly id: string;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const TYPE_OR_INSTANCE = /^\/([A-Z][A-Za-z]*)(?:\/([A-Za-z0-9\-.]{1,64}))?$/;
const OPERATION = /^\$[A-Za-z][A-Za-z0-9-]*$/;
const VERSION = /^[1-9][0-9]{0,8}$/;

/** Whether the text is a FHIR logical id (http://hl7.org/fhir/R4/datatypes.html#id). */
export function isLogicalId(text: string): boolean {
  return ID.test(text);
}

/**
 * Reads the path below the FHIR base, without query and with or without slashes around it.
 * Throws 404 for a type that R4 does not know and for an address that means nothing, 400 for an id that cannot be one.
 */
export function parseTarget(path: string, isType: (name: string) => boolean): Target {
  return typeOrInstance(path, isType) ?? otherTarget(path, isType);
}

/** What most addresses are; the long way gives the same answer for them. */
function typeOrInstance(path: string, isType: (name: string) => boolean): Target | undefined {
  const [, type, id] = TYPE_OR_INSTANCE.exec(path) ?? [];
  if (type === undefined || !isType(type)) return undefined;
  return id === undefined ? { kind: 'type', type } : { kind: 'instance', type, id };
}

function otherTarget(path: string, isType: (name: string) => boolean): Target {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  const [first, second, third, fourth] = segments;
  if (first === undefined) return { kind: 'system' };
  if (segments.length > 4) throw nothingThere();
  if (first === 'metadata' && second === undefined) return { kind: 'metadata' };
  if (first.startsWith('_') || first.startsWith('$')) {
    if (second !== undefined) throw nothingThere();
    return systemTarget(first);
  }
  const type = typeOf(first, isType);
  if (second === undefined) return { kind: 'type', type };
  if (second.startsWith('_') || second.startsWith('$')) {
    if (third !== undefined) throw nothingThere();
    return typeTarget(type, second);
  }
  const owner = { type, id: idOf(second) };
  if (third === undefined) return { kind: 'instance', ...owner };
  return instanceTarget(owner, third, fourth, isType);
}

function systemTarget(name: string): Target {
  if (name === '_history') return { kind: 'history' };
  if (name === '_search') return { kind: 'search' };
  return { kind: 'operation', level: 'system', code: operationOf(name) };
}

function typeTarget(type: string, name: string): Target {
  if (name === '_history') return { kind: 'history', type };
  if (name === '_search') return { kind: 'search', type };
  return { kind: 'operation', level: 'type', type, code: operationOf(name) };
}

function instanceTarget(
  owner: CompartmentOwner,
  name: string,
  last: string | undefined,
  isType: (name: string) => boolean,
): Target {
  if (name === '_history') {
    return last === undefined
      ? { kind: 'history', ...owner }
      : { kind: 'version', ...owner, version: versionOf(last) };
  }
  if (name.startsWith('$')) {
    if (last !== undefined) throw nothingThere();
    return { kind: 'operation', level: 'instance', ...owner, code: operationOf(name) };
  }
  const member = name === '*' ? {} : { type: typeOf(name, isType) };
  if (last === undefined) return { kind: 'compartment', within: owner, ...member };
  if (last === '_search') return { kind: 'search', within: owner, ...member };
  throw nothingThere();
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new Problem(
      'invalid',
      'the address has a % that is not followed by two hexadecimal digits of UTF-8',
      {
        cause,
      },
    );
  }
}

function typeOf(name: string, isType: (name: string) => boolean): string {
  if (isType(name)) return name;
  throw new Problem('not-supported', 'FHIR R4 has no resource type of the name in this address', {
    status: 404,
  });
}

function idOf(text: string): string {
  if (isLogicalId(text)) return text;
  throw new Problem('invalid', 'a logical id has 1 to 64 of the characters A-Z a-z 0-9 - and .');
}

/** A version that no server of ours could have given is not an error of form, but a version that is not there. */
function versionOf(text: string): number {
  if (VERSION.test(text)) return Number(text);
  throw new Problem('not-found', 'there is no such version; versions are whole numbers from 1');
}

function operationOf(name: string): string {
  if (OPERATION.test(name)) return name.slice(1);
  throw nothingThere();
}

function nothingThere(): Problem {
  return new Problem('not-found', 'nothing of FHIR R4 is at this address; see /metadata for what is offered');
}
