import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { r4Definitions, readPack } from '@caecilia/definitions';
import {
  checkNarrative,
  composeDefinitions,
  createModel,
  createTerminology,
  type FhirResource,
  type Pack,
  parseJson,
} from '@caecilia/fhir';
import { hasShared, jsonFiles, SHARED } from '@caecilia/fhir/testing';
import { createValidator, type Validator } from '../src/index.ts';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const DEFINITIONS = 'data/pzp/definitions';

/** Whether the published PZP definitions and examples lie beside the repository. */
export const hasPzp: boolean = hasShared(DEFINITIONS);

export const model = createModel(r4Definitions());

/** The versions of the standard, each with the project's own pack and the folders of its publishers. */
const standards = {
  beta3: ['pzp-0.1.3-beta3', 'pzp-0.1.3-beta3'],
  rc2: ['pzp-1.0.0-rc2', 'pzp-1.0.0-rc2-reconstructed'],
} as const;

export type Standard = keyof typeof standards;

/** What nl-core and the zibs bring to every version. */
const shared = ['nl-core-0.12.0-beta.4', 'zib2020-0.12.0-beta.4', 'zib2020-terminology'];

function validatorOver(packs: readonly Pack[]): Validator {
  const definitions = composeDefinitions(r4Definitions(), packs);
  return createValidator({
    definitions: r4Definitions(),
    profiles: definitions.profiles,
    terminology: createTerminology({ ...definitions, source: r4Definitions() }),
    model,
    narrative: checkNarrative,
  });
}

/** A validator of R4 alone. */
export const r4Validator: Validator = validatorOver([]);

/** A validator as a server has it after `caecilia pack install`: the project's pack, then the publishers' files. */
export async function pzpValidator(standard: Standard): Promise<Validator> {
  const [own, published] = standards[standard];
  const folders = [
    join(REPOSITORY, 'packs', own),
    ...[...shared, published].map((each) => join(SHARED, DEFINITIONS, each)),
  ];
  const packs: Pack[] = [];
  for (const folder of folders) {
    packs.push((await readPack(folder)).pack);
  }
  return validatorOver(packs);
}

/** A folder of examples and the standard they follow. */
export interface Corpus {
  readonly name: string;
  readonly standard: Standard;
  readonly resources: readonly FhirResource[];
}

/** A resource of the test data; the project's own reader has made sure that it is one. */
export function resourceOf(text: string): FhirResource {
  return parseJson(text) as FhirResource;
}

export const pzpCorpora: readonly Corpus[] = (
  [
    ['beta3', 'beta3'],
    ['rc2-reconstructed', 'rc2'],
    ['rc2-pat1-2025', 'rc2'],
  ] as const
).map(([name, standard]) => ({
  name,
  standard,
  resources: jsonFiles(`data/pzp/examples/${name}`).map(({ text }) => resourceOf(text)),
}));

/** Finds resources of a corpus by `Type/id`. */
export function resolverOf({ resources }: Corpus): (reference: string) => FhirResource | undefined {
  const byReference = new Map(resources.map((each) => [`${each.resourceType}/${each.id}`, each]));
  return (reference) => byReference.get(reference);
}
