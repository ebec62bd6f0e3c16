import type { Criterion, FhirResource, Placement } from '@caecilia/fhir';
import type {
  Operation,
  OperationContext,
  OperationDefinition,
  OperationInput,
  RecordReader,
  StoredVersion,
} from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { answerLink } from '../links.ts';
import { instantOf } from '../moment.ts';
import { readResource } from '../resource-text.ts';
import { searchBundle } from '../version-bundle.ts';
import { countArgument, textArgument, textArguments } from './argument.ts';

const DEFINITION: OperationDefinition = {
  code: 'everything',
  url: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
  levels: ['instance'],
  types: ['Patient'],
  affectsState: false,
  in: [
    { name: '_since', min: 0, max: 1, type: 'instant' },
    { name: '_type', min: 0, max: '*', type: 'code' },
    { name: '_count', min: 0, max: 1, type: 'integer' },
    {
      name: '_cursor',
      min: 0,
      max: 1,
      type: 'string',
      documentation: 'set by the next link of a page; not to be made up',
    },
  ],
  out: [{ name: 'return', min: 1, max: 1, type: 'Bundle' }],
};

/** What `$everything` needs of the floor. */
export interface EverythingContext {
  readonly patientCompartment: ReadonlySet<string>;
  readonly placement: (resource: FhirResource) => Placement;
  readonly limits: { readonly pageSizeMax: number };
}

/**
 * `Patient/id/$everything`: the compartment of the patient and what its resources point at (who treated, where, with
 * what), but never what belongs to another patient. Complete in one answer; with `_count` in pages.
 */
export function everythingOperation(context: EverythingContext): Operation {
  return {
    definition: DEFINITION,
    async run(call, input) {
      const patientId = call.id ?? '';
      const [patient, page] = await Promise.all([
        call.session.read('Patient', patientId),
        compartmentPage(context, call, input),
      ]);
      if (patient === undefined) {
        throw new Problem('not-found', 'there is no such Patient, or it is not for you to see');
      }
      if (patient.deleted) throw new Problem('deleted', 'the Patient was deleted');
      const types = new Set(textArguments(input, '_type'));
      const includes = await referenced(context, call.session, patientId, page.matches);
      const shown = types.size === 0 ? includes : includes.filter(({ type }) => types.has(type));
      return { kind: 'content', content: bundleOf(call, input, { ...page, includes: shown }) };
    },
  };
}

interface CompartmentPage {
  readonly matches: readonly StoredVersion[];
  readonly next?: string;
}

async function compartmentPage(
  context: EverythingContext,
  call: OperationContext,
  input: OperationInput,
): Promise<CompartmentPage> {
  const asked = countArgument(input, '_count');
  const first = textArgument(input, '_cursor');
  const query = {
    types: typesOf(context, input),
    criteria: criteriaOf(call, input),
    sort: [],
    count: Math.min(asked ?? context.limits.pageSizeMax, context.limits.pageSizeMax),
    total: 'none' as const,
    includes: [],
  };
  const page = await call.session.search({ ...query, ...(first === undefined ? {} : { cursor: first }) });
  if (asked !== undefined) return page;
  const matches = [...page.matches];
  for (let cursor = page.next; cursor !== undefined; ) {
    const more = await call.session.search({ ...query, cursor });
    matches.push(...more.matches);
    cursor = more.next;
  }
  return { matches };
}

/** Not in R4's patient compartment, but kept with their patient all the same. */
const ABOUT_PATIENTS_TOO = ['Device', 'Task'];

function typesOf({ patientCompartment }: EverythingContext, input: OperationInput): readonly string[] {
  const asked = textArguments(input, '_type');
  const all = new Set([...patientCompartment, ...ABOUT_PATIENTS_TOO]);
  const types = asked.filter((type) => all.has(type));
  // Only types from outside the compartment: everything is looked at, and what it points at is shown.
  return types.length === 0 ? [...all] : types;
}

function criteriaOf({ id = '' }: OperationContext, input: OperationInput): readonly Criterion[] {
  const since = textArgument(input, '_since');
  const compartment: Criterion = { kind: 'compartment', patientId: id };
  if (since === undefined) return [compartment];
  const moment = Date.parse(instantOf(since, '_since'));
  return [compartment, { kind: 'lastUpdated', anyOf: [{ prefix: 'ge', low: moment, high: moment + 1 }] }];
}

/** A literal reference in stored JSON. Inside a string its quotes would be escaped, so it cannot be mistaken. */
const REFERENCE = /"reference"\s*:\s*"([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[0-9]+)?"/g;
/** Role, practitioner, organisation and its parent: what a reader of a record needs is no further away. */
const STEPS = 4;

async function referenced(
  { placement }: EverythingContext,
  reader: RecordReader,
  patientId: string,
  matches: readonly StoredVersion[],
): Promise<readonly StoredVersion[]> {
  const seen = new Set(matches.map(({ type, id }) => `${type}/${id}`));
  const found: StoredVersion[] = [];
  let from = matches;
  for (let step = 0; step < STEPS && from.length > 0; step += 1) {
    const wanted = referencesIn(from).filter(({ type, id }) => {
      const isNew = type !== 'Patient' && !seen.has(`${type}/${id}`);
      seen.add(`${type}/${id}`);
      return isNew;
    });
    if (wanted.length === 0) break;
    const versions = await reader.readMany(wanted);
    from = versions.filter((version) => !version.deleted && isNoOthers(version));
    found.push(...from);
  }
  return found;

  function isNoOthers({ content }: StoredVersion): boolean {
    const owner = placement(readResource(content, Number.POSITIVE_INFINITY)).patientId;
    return owner === undefined || owner === patientId;
  }
}

function referencesIn(versions: readonly StoredVersion[]): { type: string; id: string }[] {
  return versions.flatMap(({ content }) =>
    [...content.matchAll(REFERENCE)].map(([, type = '', id = '']) => ({ type, id })),
  );
}

function bundleOf(
  { base, id = '' }: OperationContext,
  input: OperationInput,
  page: CompartmentPage & { readonly includes: readonly StoredVersion[] },
): string {
  const address = `${base}/Patient/${id}/$everything`;
  const parameters = ['_since', '_type', '_count'].flatMap((name): [string, string][] => {
    const value = (input.get(name) ?? []).map((argument) => String(argument.value)).join(',');
    return value === '' ? [] : [[name, value]];
  });
  const links = [
    answerLink('self', address, parameters, textArgument(input, '_cursor')),
    ...(page.next === undefined ? [] : [answerLink('next', address, parameters, page.next)]),
  ];
  const isComplete = page.next === undefined && textArgument(input, '_cursor') === undefined;
  return searchBundle(page, { base, links, total: isComplete ? page.matches.length : undefined });
}
