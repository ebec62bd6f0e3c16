import { askedTokenToks } from '../search/keys.ts';
import { paramKeys } from '../search/merged-params.ts';

const CRITERION = /^(?<param>[a-z][a-zA-Z-]*)=(?<values>[^\\$]+)$/;

/**
 * The digests of which a resource must hold one to meet `param=[system|]code,…`. Empty, so that nothing meets it, for
 * what is not a plain token parameter: modifiers, chains, ranges and escapes narrow a scope to nothing rather than to
 * something else than was meant.
 */
export function criterionToks(type: string, criterion: string): readonly string[] {
  const { param, values } = CRITERION.exec(criterion)?.groups ?? {};
  if (param === undefined || values === undefined) return [];
  return values.split(',').flatMap((value) => tokenToksOf(type, param, value));
}

function tokenToksOf(type: string, param: string, value: string): string[] {
  const [first = '', second, ...more] = value.split('|');
  const [system, code] = second === undefined ? [undefined, first] : [first, second];
  if (code === '' || more.length > 0) return [];
  return paramKeys([type], param).flatMap((key) => askedTokenToks(key, system, code));
}
