import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkNarrative,
  composeDefinitions,
  convertVersion,
  createModel,
  createTerminology,
  type FhirResource,
  type Pack,
} from '@caecilia/fhir';
import { hasShared, SHARED } from '@caecilia/fhir/testing';
import { createValidator } from '@caecilia/validation';
import { describe, expect, it } from 'vitest';
import { r4Definitions, readPack } from './index.ts';

const PACKS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'packs');
const r4 = r4Definitions();
const model = createModel(r4);
const rc2 = (await readPack(join(PACKS, 'pzp-1.0.0-rc2'))).pack;
const beta3 = (await readPack(join(PACKS, 'pzp-0.1.3-beta3'))).pack;

function validatorOver(packs: readonly Pack[]) {
  const { profiles, valueSets, codeSystems } = composeDefinitions(r4, packs);
  const terminology = createTerminology({ valueSets, codeSystems, source: r4 });
  return createValidator({ definitions: r4, profiles, terminology, model, narrative: checkNarrative });
}

describe('the resources of the PZP packs', () => {
  it('are valid R4, without a warning', () => {
    const validator = validatorOver([]);
    for (const pack of [rc2, beta3]) {
      const { valueSets, codeSystems, conceptMaps, searchParameters } = pack;
      for (const resource of [valueSets, codeSystems, conceptMaps, searchParameters].flat()) {
        const issues = validator.validate(resource).filter(({ severity }) => severity !== 'information');
        expect(issues, resource.url).toEqual([]);
      }
    }
  });
});

describe.skipIf(!hasShared('data/pzp'))('a care plan in the other version of PZP', async () => {
  const folders = [
    'nl-core-0.12.0-beta.4',
    'zib2020-0.12.0-beta.4',
    'zib2020-terminology',
    'pzp-0.1.3-beta3',
    'pzp-1.0.0-rc2-reconstructed',
  ];
  const published = hasShared('data/pzp')
    ? await Promise.all(folders.map((folder) => readPack(join(SHARED, 'data/pzp/definitions', folder))))
    : [];
  const validator = validatorOver([rc2, beta3, ...published.map(({ pack }) => pack)]);

  it.each([
    ['hendrik-beta3', beta3, []],
    ['hendrik-rc2-reconstructed', rc2, []],
    // The family has a place in the request of rc2, and none in the communication of beta3.
    ['hendrik-rc2-pat1-2025', rc2, ['CommunicationRequest.recipient']],
  ])('keeps every rule of that version: %s', (corpus, pack, expectedLoss) => {
    const text = readFileSync(join(SHARED, 'data/pzp/bundles', `${corpus}.json`), 'utf8');
    const { entry } = JSON.parse(text) as { entry: { resource: FhirResource }[] };
    const [mapping] = pack.mappings;
    expect(mapping).toBeDefined();
    if (mapping === undefined) return;
    const converted = entry.map(({ resource }) => convertVersion(resource, mapping, model));
    expect(converted.flatMap(({ lost }) => lost)).toEqual(expectedLoss);
    for (const { resource } of converted) {
      const errors = validator.validate(resource).filter(({ severity }) => severity === 'error');
      expect(errors, resource.id).toEqual([]);
      for (const profile of resource.meta?.profile ?? [])
        expect(validator.knows(profile), profile).toBe(true);
    }
  });
});
