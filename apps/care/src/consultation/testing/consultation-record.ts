import { rmSync } from 'node:fs';
import type { ConsultationHouse, NewRequest } from '@caecilia/consultation';
import { type FhirResource, stringify } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { readSettings } from '../../configuration.ts';
import { readSearchIn } from '../../read-search.ts';
import { type OpenRecord, openRecord } from '../../record.ts';
import { TIME_ZONE } from '../../time-zone.ts';
import { TEAM } from './people.ts';

/** A real record with the policy of the house, an invented patient in it, and people around her. */
export interface ConsultationRecord {
  readonly record: OpenRecord;
  readonly house: ConsultationHouse;
  setNow(now: string): void;
  /** Writes as the house itself, beside every rule. */
  put(resourceType: string, id: string, more: object): Promise<void>;
  /** Every current resource of the types that is not valid R4, with what is wrong. */
  invalid(types: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };

export async function openConsultationRecord(): Promise<ConsultationRecord> {
  const dataDir = await emptyRecord('caecilia-consultation-');
  let now = new Date('2026-11-23T09:00:00Z');
  const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
  const record = await openRecord(settings, { now: () => now, baseUrl: '' });
  const { store, language } = record;
  const clock = () => now;
  const readSearch = readSearchIn(language, clock);
  const put = async (resourceType: string, id: string, more: object) => {
    await store.session(EVERYTHING).change({ kind: 'update', id, resource: { resourceType, id, ...more } });
  };
  await fill(put);
  return {
    record,
    house: { session: (caller) => store.session(caller), readSearch, now: clock, timeZone: TIME_ZONE },
    setNow(next) {
      now = new Date(next);
    },
    put,
    async invalid(types) {
      const page = await store.session(EVERYTHING).search(readSearch(types, [['_count', '200']]));
      return page.matches.map(resourceOf).flatMap((resource: FhirResource) =>
        language.validator
          .validate(resource)
          .filter(({ severity }) => severity === 'error')
          .map((issue) => `${resource.resourceType}: ${stringify(issue)}`),
      );
    },
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const of = (reference: string) => ({ reference });

async function fill(put: ConsultationRecord['put']): Promise<void> {
  await put('Organization', 'team', { name: 'Consultteam Verzonnen' });
  await put('Organization', 'ward', { name: 'Longafdeling Verzonnen' });
  for (const id of ['anna', 'bram'])
    await put('Patient', id, {
      name: [{ family: `=Verzonnen-${id}`, given: ['Proef'] }],
      birthDate: '1948-02-14',
      generalPractitioner: [of('Practitioner/gp')],
    });
  await put('CareTeam', 'ward-anna', {
    status: 'active',
    subject: of('Patient/anna'),
    participant: [{ member: of('Organization/ward') }],
  });
  // The husband of Anna, with a mandate of hers; the daughter has none.
  for (const id of ['husband', 'daughter']) await put('RelatedPerson', id, { patient: of('Patient/anna') });
  await put('Consent', 'mandate', {
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ text: 'machtiging' }],
    patient: of('Patient/anna'),
    policyRule: { text: 'Toestemming van de patiënt' },
    provision: {
      type: 'permit',
      actor: [{ role: { text: 'IRCP' }, reference: of('RelatedPerson/husband') }],
    },
  });
  // A volunteer of the hospice where Anna stays.
  await put('EpisodeOfCare', 'stay', {
    status: 'active',
    patient: of('Patient/anna'),
    type: [{ coding: [{ system: 'http://snomed.info/sct', code: '385763009' }] }],
    managingOrganization: of('Organization/hospice'),
  });
}

let forms = 0;

/** What a ward asks for Anna, on a form of its own. */
export function asking(more: Partial<NewRequest> = {}): NewRequest {
  forms += 1;
  return {
    source: 'ward',
    intent: 'order',
    patient: 'anna',
    requester: { reference: 'Practitioner/ward-nurse' },
    team: TEAM,
    clientId: `0b1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`,
    asked: {
      question: 'Benauwd en bang: wat kunnen we doen?',
      domains: ['physical', 'spiritual'],
      urgency: 'urgent',
      patientInformed: true,
      treatingPhysicianAgrees: 'yes',
      callBack: 'sein 4321',
    },
    ...more,
  };
}
