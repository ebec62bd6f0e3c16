import type { FhirResource, StructureDefinition } from '@caecilia/fhir';
import { jsonFiles, officialExamples } from '@caecilia/fhir/testing';
import type { ValidationIssue, Validator } from '../src/index.ts';
import { type Break, breaks, type Malleable } from './breaks.ts';
import {
  type Corpus,
  model,
  pzpCorpora,
  pzpValidator,
  r4Validator,
  resolverOf,
  resourceOf,
  type Standard,
} from './corpora.ts';
import { type Mutation, mutations, sitesOf } from './mutations.ts';
import { profileBreaks } from './profile-mutations.ts';

/** One line of a table: how many were tried, and which did not come out as they must. */
export interface Row {
  readonly name: string;
  readonly tried: number;
  readonly failed: readonly string[];
}

const isError = ({ severity }: ValidationIssue) => severity === 'error';

function nameOf({ resourceType, id }: FhirResource): string {
  return `${resourceType}/${id}`;
}

/** Good resources; a failed one was refused. */
export function acceptance(
  name: string,
  resources: readonly FhirResource[],
  validate: (each: FhirResource) => readonly ValidationIssue[],
): Row {
  const failed = resources.flatMap((each) =>
    validate(each)
      .filter(isError)
      .map(({ diagnostics }) => `${nameOf(each)}: ${diagnostics}`),
  );
  return { name, tried: resources.length, failed };
}

const examples = officialExamples().map(({ text }) => ({ size: text.length, resource: resourceOf(text) }));

export function officialAcceptance(): Row {
  const resources = examples.map(({ resource }) => resource);
  return acceptance('official R4 examples, base', resources, (each) => r4Validator.validate(each));
}

/** A corpus against the profiles it claims, references followed. */
export async function corpusAcceptance(corpus: Corpus): Promise<Row> {
  const validator = await validatorOf(corpus.standard);
  const resolve = resolverOf(corpus);
  return acceptance(`PZP ${corpus.name}, profiles`, corpus.resources, (each) =>
    validator.validate(each, { resolve }),
  );
}

const validators = new Map<Standard, Promise<Validator>>();

function validatorOf(standard: Standard): Promise<Validator> {
  const known = validators.get(standard) ?? pzpValidator(standard);
  validators.set(standard, known);
  return known;
}

/** One of the eighteen kinds on every example of every corpus that it fits; a failed one was not found. */
export async function breakRow(each: Break): Promise<Row> {
  const failed: string[] = [];
  let tried = 0;
  for (const corpus of pzpCorpora.filter(
    ({ standard }) => each.standard === undefined || each.standard === standard,
  )) {
    const validator = await validatorOf(corpus.standard);
    for (const resource of corpus.resources.filter(
      (one) => one.resourceType === each.on && (each.applies?.(one) ?? true),
    )) {
      const broken: Malleable = structuredClone(resource);
      each.change(broken);
      tried++;
      if (!validator.validate(broken).some((issue) => isExpected(issue, each))) {
        failed.push(`${corpus.name} ${nameOf(resource)}`);
      }
    }
  }
  return { name: each.kind, tried, failed };
}

function isExpected(
  { severity, expression: [place = ''], diagnostics }: ValidationIssue,
  expected: Break,
): boolean {
  return severity === expected.severity && place.startsWith(expected.at) && expected.says.test(diagnostics);
}

export const breakKinds: readonly Break[] = breaks;
export const mutationKinds: readonly Mutation[] = mutations;

/** One kind of base break at about six places of each official example, found where it was made. */
export function mutationRow({ kind, make }: Mutation): Row {
  const failed: string[] = [];
  let tried = 0;
  for (const { resource } of examples.filter(({ size }) => size < 60_000)) {
    const sites = [...sitesOf(resource, resource.resourceType, model, resource.resourceType)];
    const step = Math.max(1, Math.floor(sites.length / 6));
    for (const site of sites.filter((_, index) => index % step === tried % step)) {
      const undo = make(site, model);
      if (undo) {
        tried++;
        const found = r4Validator.validate(resource).filter(isError);
        undo();
        if (!found.some(({ expression: [place = ''] }) => place.startsWith(site.place))) {
          failed.push(`${nameOf(resource)} ${site.place}.${site.key}`);
        }
      }
    }
  }
  return { name: kind, tried, failed };
}

/** The published profiles by address. */
export function publishedProfiles(): ReadonlyMap<string, StructureDefinition> {
  return new Map(
    jsonFiles('data/pzp/definitions')
      .map(({ text }) => JSON.parse(text) as StructureDefinition)
      .filter(({ resourceType }) => resourceType === 'StructureDefinition')
      .map((each) => [each.url, each]),
  );
}

/** Every break that the snapshots of the published profiles make possible on their examples, by kind. */
export async function profileBreakRows(): Promise<readonly Row[]> {
  const profiles = publishedProfiles();
  const rows = new Map<string, { name: string; tried: number; failed: string[] }>();
  for (const corpus of pzpCorpora) {
    const validator = await validatorOf(corpus.standard);
    const claimed = corpus.resources.flatMap((resource) =>
      (resource.meta?.profile ?? [])
        .flatMap((url) => profiles.get(url) ?? [])
        .map((profile) => ({ resource, profile })),
    );
    for (const { kind, path, broken } of claimed.flatMap(({ resource, profile }) => [
      ...profileBreaks(resource, profile),
    ])) {
      const row = rows.get(kind) ?? { name: kind, tried: 0, failed: [] };
      rows.set(kind, row);
      row.tried++;
      if (!validator.validate(broken).some(isError))
        row.failed.push(`${corpus.name} ${nameOf(broken)} ${path}`);
    }
  }
  return [...rows.values()];
}
