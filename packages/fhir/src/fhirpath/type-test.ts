import type { FhirModel } from '../model/model.ts';
import { kindOfType, systemTypeOf } from './kinds.ts';
import { PathError } from './path-error.ts';
import type { PathNode } from './path-node.ts';
import type { TypeSpecifier } from './syntax.ts';

const systemTypes = new Set([
  'Boolean',
  'String',
  'Integer',
  'Decimal',
  'Date',
  'DateTime',
  'Time',
  'Quantity',
  'Any',
]);

function unknownType({ namespace, name }: TypeSpecifier, offset: number): PathError {
  return new PathError(
    'unknown',
    `${namespace ? `${namespace}.` : ''}${name} is not a type of FHIR R4 or FHIRPath`,
    offset,
  );
}

/**
 * Whether a node is of a type. A name alone is looked up in FHIR first; `Boolean`, `DateTime` and the like then also
 * stand for the FHIR primitives that convert to them, as official expressions use them (`answer is Boolean`).
 */
export function typeTest(type: TypeSpecifier, model: FhirModel, offset: number): (node: PathNode) => boolean {
  const { namespace, name } = type;
  const isFhir = namespace !== 'System' && model.type(name) !== undefined;
  const isSystem = namespace !== 'FHIR' && systemTypes.has(name);
  if ((!isFhir && !isSystem) || (namespace !== undefined && namespace !== 'System' && namespace !== 'FHIR')) {
    throw unknownType(type, offset);
  }
  const systemName = `System.${name}`;
  if (isFhir) {
    return (node) =>
      node.type === name || model.isA(node.type, name) || (isSystem && node.type === systemName);
  }
  if (namespace === 'System') {
    return (node) => node.type === systemName;
  }
  return (node) =>
    node.type === systemName || (kindOfType(node.type) !== undefined && systemTypeOf(node) === systemName);
}
