import { rmSync } from 'node:fs';
import { r4Definitions } from '@caecilia/definitions';
import {
  checkNarrative,
  createExtractor,
  createModel,
  createSearchRegistry,
  createTerminology,
  type FhirResource,
  parseSearch,
  patientCompartment,
  placementIn,
} from '@caecilia/fhir';
import type { Caller } from '@caecilia/kernel';
import { createSearcher, openStore } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { createValidator } from '@caecilia/validation';
import type { AssessmentHouse } from '../record/house.ts';
import { NOW, registry } from './invented.ts';

const definitions = r4Definitions();
const model = createModel(definitions);
const terminology = createTerminology({ source: definitions });
const validator = createValidator({ definitions, terminology, model, narrative: checkNarrative });
const searchParameters = createSearchRegistry(definitions.searchParameters, model);

/** What R4 has against a resource: errors only, a sentence each. */
export function faultsOf(resource: FhirResource): readonly string[] {
  return validator
    .validate(resource, { profiles: [] })
    .filter(({ severity }) => severity === 'error')
    .map((issue) => JSON.stringify(issue));
}

/** Who may see everything; an invented person. */
export const EVERYTHING: Caller = {
  id: 'PractitionerRole/test-nurse',
  role: 'consult-nurse',
  scope: { kind: 'everything' },
};

/** Somebody whose scope holds no patient of the tests. */
export const STRANGER: Caller = {
  id: 'PractitionerRole/test-stranger',
  role: 'consult-nurse',
  scope: { kind: 'patients', patients: ['somebody-else'] },
};

/** The ports' house on a real, empty store with the definitions of R4. */
export interface RecordHouse extends AssessmentHouse {
  /** Puts a resource in, with its id. */
  put(resource: FhirResource): Promise<void>;
  close(): Promise<void>;
}

export async function openRecordHouse(now = () => NOW): Promise<RecordHouse> {
  const dataDir = await emptyRecord('caecilia-assessment-');
  const entriesOf = createExtractor(searchParameters, model);
  const place = placementIn(patientCompartment(definitions.compartments));
  const store = await openStore({
    dataDir,
    mode: 'development',
    extractor: (resource) => {
      const entries = entriesOf(resource);
      return { entries, placement: place(resource, entries) };
    },
    searcher: createSearcher(searchParameters),
  });
  return {
    session: (caller) => store.session(caller),
    readSearch: (types, pairs) =>
      parseSearch(types, pairs, {
        registry: searchParameters,
        terminology,
        baseUrl: '',
        handling: 'strict',
        now: now().getTime(),
      }).query,
    registry,
    now,
    timeZone: 'Europe/Amsterdam',
    async put(resource) {
      await store
        .session(EVERYTHING)
        .change({ kind: 'create', resource, ...(resource.id === undefined ? {} : { id: resource.id }) });
    },
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
