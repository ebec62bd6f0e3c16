import { r4Definitions } from '@caecilia/definitions';
import {
  type CodeSystem,
  checkNarrative,
  createTerminology,
  type ElementDefinition,
  type StructureDefinition,
  type ValueSet,
} from '@caecilia/fhir';
import { createValidator, type ValidationIssue, type Validator } from '../src/index.ts';
import { model } from './corpora.ts';

/** Elements of a differential. */
export type Differential = readonly (Partial<ElementDefinition> & { path: string })[];

/** A profile of the tests, by differential only: `http://example.org/` and its name. */
export function profile(
  name: string,
  type: string,
  element: Differential,
  more: object = {},
): StructureDefinition {
  const kind = /^[A-Z]/.test(type) && model.resourceTypes.has(type) ? 'resource' : 'complex-type';
  return {
    resourceType: 'StructureDefinition',
    url: `http://example.org/${name}`,
    name,
    kind,
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: { element },
    ...more,
  };
}

/** A simple extension of the tests. */
export function extension(name: string, valueType: string, more: object = {}): StructureDefinition {
  const url = `http://example.org/${name}`;
  const element = [
    { path: 'Extension' },
    { path: 'Extension.url', fixedUri: url },
    { path: 'Extension.value[x]', min: 1, type: [{ code: valueType }] },
  ];
  return profile(name, 'Extension', element, more);
}

/** A validator over R4 and these definitions. */
export function validatorWith(
  profiles: readonly StructureDefinition[],
  valueSets: readonly ValueSet[] = [],
  codeSystems: readonly CodeSystem[] = [],
): Validator {
  return createValidator({
    definitions: r4Definitions(),
    profiles,
    terminology: createTerminology({ valueSets, codeSystems, source: r4Definitions() }),
    model,
    narrative: checkNarrative,
  });
}

/** `error at Patient.name: sentence`, one line for each issue. */
export function lines(issues: readonly ValidationIssue[]): readonly string[] {
  return issues.map(
    ({ severity, expression: [place], diagnostics }) => `${severity} at ${place}: ${diagnostics}`,
  );
}

/** An observation that R4 has nothing against. */
export const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };

/** The resource, claiming to conform to these profiles. */
export function claim(resource: object, ...profiles: string[]) {
  return { ...resource, meta: { profile: profiles } };
}

/** Checks resources against one profile, made of these elements: the lines of what is wrong. */
export function against(
  type: string,
  element: Differential,
  profiles: readonly StructureDefinition[] = [],
  valueSets: readonly ValueSet[] = [],
) {
  const tested = profile('tested', type, element);
  const validator = validatorWith([tested, ...profiles], valueSets);
  return (resource: object, resolve?: (reference: string) => Record<string, unknown> | undefined) =>
    lines(validator.validate(claim(resource, tested.url), resolve ? { resolve } : {}));
}
