import { compilePath } from '../../fhirpath/path.ts';
import { PathError } from '../../fhirpath/path-error.ts';
import type { SearchParameterDefinition } from '../../model/definitions.ts';
import type { FhirModel } from '../../model/model.ts';
import type { SearchParam, SearchParamType } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { branchesOf, splitUnion } from './expression-branch.ts';
import { CORE, mendedExpression, NEAR } from './known-quirks.ts';
import { startsAt, valueTypesOf } from './value-types.ts';

const TYPES: ReadonlySet<string> = new Set<SearchParamType>([
  'number',
  'date',
  'string',
  'token',
  'reference',
  'composite',
  'quantity',
  'uri',
  'special',
]);

function isParamType(type: string): type is SearchParamType {
  return TYPES.has(type);
}

/** The resource types a definition is for; `Resource` and `DomainResource` stand for each type beneath them. */
export function baseTypes(definition: SearchParameterDefinition, model: FhirModel): string[] {
  const unknown = definition.base.find((base) => model.type(base) === undefined);
  if (unknown !== undefined || definition.base.length === 0) {
    throw refused(definition, `base must name FHIR resource types; ${unknown ?? 'none'} is not one`);
  }
  return [...model.resourceTypes].filter((type) => definition.base.some((base) => model.isA(type, base)));
}

/**
 * The parameter as it applies to one type, without the parts of a composite. Undefined where the definition says
 * nothing about the type. Throws `SearchError('invalid')` for a definition that cannot be searched by.
 */
export function parameterEntry(
  definition: SearchParameterDefinition,
  base: string,
  model: FhirModel,
): SearchParam | undefined {
  const { code, url, type } = definition;
  if (!code || !url) throw refused(definition, 'code and url must be there');
  if (!isParamType(type) || (type === 'special' && url !== NEAR)) {
    throw refused(
      definition,
      'type must be number, date, string, token, reference, composite, quantity or uri',
    );
  }
  const expression = expressionFor(definition, base, model);
  if (expression === undefined) return undefined;
  checkExpression(definition, expression, base, model);
  const targets = type === 'reference' ? targetsOf(definition, expression, base, model) : [];
  return { code, url, type, base, expression, targets, components: [] };
}

/** Joins the parts of a composite to the parameters they are searched as; `find` looks one up by its address. */
export function withComponents(
  param: SearchParam,
  definition: SearchParameterDefinition,
  find: (url: string) => SearchParam | undefined,
): SearchParam {
  const components = (definition.component ?? []).map((component) => {
    const part = find(component.definition);
    if (part === undefined) throw refused(definition, `component ${component.definition} is not installed`);
    if (part.type === 'composite') throw refused(definition, 'a component must not be a composite itself');
    return { param: part, expression: mendedExpression(component.expression) };
  });
  if (components.length < 2) throw refused(definition, 'a composite needs at least two components');
  return { ...param, components };
}

function expressionFor(
  definition: SearchParameterDefinition,
  base: string,
  model: FhirModel,
): string | undefined {
  if (!definition.expression) throw refused(definition, 'expression must be there');
  const parts = splitUnion(mendedExpression(definition.expression))
    .map((part) => part.trim())
    .filter((part) => branchesOf(part).some((branch) => startsAt(branch, base, model)));
  return parts.length === 0 ? undefined : parts.join(' | ');
}

/** What both the definition and the element allow: R4 gives `patient` of 30 types the targets of all of them. */
function targetsOf(
  definition: SearchParameterDefinition,
  expression: string,
  base: string,
  model: FhirModel,
): string[] {
  const named = new Set((definition.target ?? []).filter((target) => model.resourceTypes.has(target)));
  const possible = valueTypesOf(expression, base, model).targets;
  if (possible === undefined) return [...named];
  if (named.size === 0) return [...possible];
  const both = [...named].filter((target) => possible.has(target));
  return both.length === 0 ? [...named] : both;
}

/** The official expressions are known to compile; those of packs are tried before anything is stored by them. */
function checkExpression(
  definition: SearchParameterDefinition,
  expression: string,
  type: string,
  model: FhirModel,
): void {
  if (definition.url.startsWith(CORE)) return;
  try {
    const components = (definition.component ?? []).map((component) =>
      mendedExpression(component.expression),
    );
    compilePath(expression, { model, type, trusted: true });
    for (const component of components) compilePath(component, { model, trusted: true });
  } catch (error) {
    if (error instanceof PathError)
      throw refused(definition, `the expression is not FHIRPath: ${error.message}`);
    throw error;
  }
}

function refused(definition: SearchParameterDefinition, reason: string): SearchError {
  return new SearchError('invalid', `search parameter ${definition.url || definition.code}: ${reason}`);
}
