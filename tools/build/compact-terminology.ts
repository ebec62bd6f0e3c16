import type { CodeSystem, CodeSystemConcept, ConceptMap, ValueSet } from '@caecilia/fhir';
import { pick } from './compact-structures.ts';

const codeSystemKeys = [
  'resourceType',
  'id',
  'url',
  'version',
  'name',
  'title',
  'status',
  'caseSensitive',
  'content',
  'hierarchyMeaning',
  'valueSet',
  'supplements',
];
const valueSetKeys = ['resourceType', 'id', 'url', 'version', 'name', 'title', 'status'];
const conceptMapKeys = [
  'resourceType',
  'id',
  'url',
  'name',
  'sourceUri',
  'sourceCanonical',
  'targetUri',
  'targetCanonical',
];

function concepts(source: readonly CodeSystemConcept[]): unknown[] {
  return source.map((each) => ({
    ...pick(each, ['code', 'display', 'property']),
    ...(each.concept ? { concept: concepts(each.concept) } : {}),
  }));
}

/** A code system without definitions in prose, narrative and publication data. */
export function compactCodeSystem(source: CodeSystem): unknown {
  return {
    ...pick(source, codeSystemKeys),
    ...(source.concept ? { concept: concepts(source.concept) } : {}),
  };
}

/** A value set with its definition, and its expansion only where it has no definition to expand. */
export function compactValueSet(source: ValueSet): unknown {
  const include = (each: object) => {
    const codes: unknown = Reflect.get(each, 'concept');
    return {
      ...pick(each, ['system', 'version', 'filter', 'valueSet']),
      ...(Array.isArray(codes)
        ? { concept: codes.map((code: object) => pick(code, ['code', 'display'])) }
        : {}),
    };
  };
  const { compose, expansion } = source;
  if (!compose) {
    return { ...pick(source, valueSetKeys), expansion };
  }
  return {
    ...pick(source, valueSetKeys),
    compose: {
      ...pick(compose, ['inactive']),
      include: compose.include.map(include),
      ...(compose.exclude ? { exclude: compose.exclude.map(include) } : {}),
    },
  };
}

/** A concept map with its mappings, without prose. */
export function compactConceptMap(source: ConceptMap): unknown {
  return { ...pick(source, conceptMapKeys), group: source.group };
}
