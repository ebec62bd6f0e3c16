import { SearchError } from '../search-error.ts';

/** The name of a criterion, taken apart one step: what it starts with and what follows. */
export type ParameterName =
  | { readonly kind: 'plain'; readonly code: string; readonly modifier?: string }
  /** `subject:Patient.name`: what stands after the first dot is asked of the resource that is pointed at. */
  | { readonly kind: 'chain'; readonly code: string; readonly targetType?: string; readonly rest: string }
  /** `_has:Observation:patient:code`: `rest` is asked of the resources of `type` that point here. */
  | { readonly kind: 'has'; readonly type: string; readonly reference: string; readonly rest: string };

/** Takes the first step of a name off. Throws `SearchError('invalid')` when there is nothing where something must be. */
export function parseParameterName(name: string): ParameterName {
  return name === '_has' || name.startsWith('_has:') ? has(name) : plainOrChain(name);
}

function has(name: string): ParameterName {
  const [, type, reference, ...rest] = name.split(':');
  if (!type || !reference || rest.length === 0 || rest[0] === '') {
    throw new SearchError(
      'invalid',
      '_has must be written as _has:Type:reference:parameter, for instance _has:Observation:patient:code',
      name,
    );
  }
  return { kind: 'has', type, reference, rest: rest.join(':') };
}

function plainOrChain(name: string): ParameterName {
  const dot = name.indexOf('.');
  const head = dot < 0 ? name : name.slice(0, dot);
  const colon = head.indexOf(':');
  const code = colon < 0 ? head : head.slice(0, colon);
  const modifier = colon < 0 ? undefined : head.slice(colon + 1);
  if (code === '' || modifier === '' || (dot >= 0 && dot === name.length - 1)) {
    throw new SearchError('invalid', 'the name of the parameter is not complete', name);
  }
  if (dot < 0) return { kind: 'plain', code, ...(modifier === undefined ? {} : { modifier }) };
  const rest = name.slice(dot + 1);
  return { kind: 'chain', code, rest, ...(modifier === undefined ? {} : { targetType: modifier }) };
}
