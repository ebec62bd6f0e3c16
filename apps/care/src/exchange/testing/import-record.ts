import type { ImportChoice, ImportItem, ImportTaken } from '@caecilia/exchange';
import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { standardsOf } from '../../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../../consultation/testing/consultation-record.ts';
import { consultPhysician, TEAM } from '../../consultation/testing/people.ts';
import { mayRecordIn } from '../../conversation/may-record.ts';
import { BEGUN_SCHEMA, BegunImports } from '../import/begun-imports.ts';
import { examined, type ImportHouse, validBundle } from '../import/examine-import.ts';
import type { ImportDesk } from '../import/import-endpoints.ts';
import { takeImport } from '../import/take-import.ts';
import { takingOf } from '../import/taking-duty.ts';

type Json = { readonly [name: string]: unknown };
export const of = (reference: string) => ({ reference });
export const BASE = 'https://other.invented.example/fhir';
export const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
export const CPR = '89666000';
export const IC = '305351004';
const SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';
const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };

/** A real record with invented patients of the team, and plans from another hospital. */
export interface ImportRecord {
  readonly record: ConsultationRecord;
  readonly house: ImportDesk;
  /** A patient whom the team treats. */
  patient(id: string, more?: Json): Promise<void>;
  /** What the record holds of a type for a patient, beside every rule. */
  held(patientId: string, type: string): Promise<readonly FhirResource[]>;
  everythingOf(patientId: string): Promise<readonly FhirResource[]>;
  versionOf(type: string, id: string): Promise<number | undefined>;
  /** What somebody sees before they take anything over. */
  comparing(patientId: string, bundle: FhirResource, caller?: Caller): Promise<Compared>;
  /** Compares and takes over, as somebody who saw what was compared: everything that is offered, newer in place of older. */
  taking(patientId: string, bundle: FhirResource, as?: As): Promise<ImportTaken>;
}

type Compared = Awaited<ReturnType<typeof examined>>;

/** Who takes over, with what they say and choose. */
export interface As {
  readonly caller?: Caller;
  readonly words?: string;
  readonly seen?: string;
  readonly choice?: (item: ImportItem) => ImportChoice | undefined;
}

const everything = ({ choices }: ImportItem): ImportChoice | undefined =>
  choices.find((each) => each === 'follow') ?? choices.find((each) => each === 'take');

export async function openImportRecord(): Promise<ImportRecord> {
  const record = await openConsultationRecord();
  const { store, language, packs } = record.record;
  await store.sql.prepareSchema('import', BEGUN_SCHEMA);
  const house: ImportDesk = {
    ...record.house,
    standards: standardsOf(packs),
    language,
    log: store.log,
    begun: new BegunImports(store.sql, new Uint8Array(32), record.house.now),
    mayTake: mayRecordIn(store),
    taking: (caller, patient) => takingOf(store, caller, patient),
  };
  const comparing = async (patientId: string, bundle: FhirResource, caller: Caller = consultPhysician) =>
    await examined(house satisfies ImportHouse, house.taking(caller, patientId), {
      patientId,
      bundle: validBundle(house, bundle),
    });
  const held: ImportRecord['held'] = async (patientId, type) => {
    const query = house.readSearch(
      [type],
      [
        ['patient', `Patient/${patientId}`],
        ['_count', '200'],
      ],
    );
    return (await store.session(EVERYTHING).search(query)).matches.map(resourceOf);
  };
  return {
    record,
    house,
    held,
    async patient(id, more = {}) {
      const { id: _, resourceType: _type, ...known } = theirPatient(more);
      await record.put('Patient', id, known);
      await record.put('CareTeam', `team-${id}`, {
        status: 'active',
        subject: of(`Patient/${id}`),
        participant: [{ member: of(TEAM) }],
      });
    },
    everythingOf: async (patientId) =>
      (
        await Promise.all(
          ['Consent', 'Procedure', 'Encounter', 'Provenance'].map((type) => held(patientId, type)),
        )
      ).flat(),
    versionOf: async (type, id) => (await store.session(EVERYTHING).read(type, id))?.versionId,
    comparing,
    async taking(patientId, bundle, { caller = consultPhysician, words, seen, choice = everything } = {}) {
      const { preview, items } = await comparing(patientId, bundle, caller);
      return await takeImport(house, caller, {
        patientId,
        bundle,
        seen: seen ?? preview.seen,
        words,
        choices: Object.fromEntries(items.map((item) => [item.id, choice(item)])),
      });
    },
  };
}

export const directive = (patient: string, treatment: string, type: 'permit' | 'deny', on: string): Json => ({
  status: 'active',
  scope: { coding: [{ system: SCOPES, code: 'treatment' }] },
  category: [{ coding: [{ system: 'http://snomed.info/sct', code: '129125009' }] }],
  patient: of(patient),
  dateTime: on,
  policyRule: { text: 'behandelafspraak' },
  provision: { type, code: [{ coding: [{ system: 'http://snomed.info/sct', code: treatment }] }] },
});

export const theirPatient = (more: Json = {}): FhirResource => ({
  resourceType: 'Patient',
  id: 'p',
  identifier: [{ system: BSN, value: '999911120' }],
  name: [{ family: 'Verzonnen', given: ['Proef'] }],
  birthDate: '1948-02-14',
  ...more,
});

/** A conversation is a Procedure and an Encounter that name each other. */
export const conversation: readonly FhirResource[] = [
  {
    resourceType: 'Procedure',
    id: 'talk',
    status: 'completed',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '713603004' }] },
    subject: of('Patient/p'),
    encounter: of('Encounter/visit'),
    performedPeriod: { start: '2026-10-01', end: '2026-10-01' },
  },
  {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: of('Patient/p'),
    period: { start: '2026-10-01', end: '2026-10-01' },
    reasonReference: [of('Procedure/talk')],
  },
];
export const consent = (
  id: string,
  ...[treatment, type, on]: readonly [string, 'permit' | 'deny', string]
): FhirResource => ({
  resourceType: 'Consent',
  id,
  ...directive('Patient/p', treatment, type, on),
});
export const bundleOf = (resources: readonly FhirResource[]): FhirResource => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({
    fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
    resource,
  })),
});
/** A plan of another hospital with these directives. */
export const plan = (...consents: readonly FhirResource[]) =>
  bundleOf([theirPatient(), ...conversation, ...consents]);

/** The entries of a published example whose ids begin so. */
export function entriesOf(bundle: FhirResource, prefix: RegExp): FhirResource {
  const entry = elementsOf(bundle.entry).filter(({ resource }) => prefix.test(String((resource as Json).id)));
  return { ...bundle, entry };
}
