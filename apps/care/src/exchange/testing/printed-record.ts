import { randomBytes } from 'node:crypto';
import { loadPlanRecord, readCarePlan } from '@caecilia/careplan';
import { carePlanOf } from '../../care-plan.ts';
import { readSettings } from '../../configuration.ts';
import { consultPhysician } from '../../consultation/testing/people.ts';
import type { ImportRecord } from './import-record.ts';

/** The plan to keep of a patient as a PDF, as somebody of the team downloads it. */
export async function printedRecord(
  { record, house }: ImportRecord,
  patientId: string,
  version: string,
): Promise<Buffer> {
  const { store, packs, language } = record.record;
  const { pages } = carePlanOf({
    settings: readSettings({ CAECILIA_DATA_DIR: '/nowhere', CAECILIA_LOG_LEVEL: 'silent' }, '/'),
    store,
    packs,
    language,
    readSearch: house.readSearch,
    now: house.now,
    paperKey: randomBytes(32),
  });
  const page = pages.find(({ path }) => path === '/care/patients/:id/documents/:document/download');
  const answer = await page?.handler(house.session(consultPhysician), {
    caller: consultPhysician,
    params: { id: patientId, document: 'record' },
    query: { lang: 'nl', version },
    headers: {},
    origin: 'https://care.example',
    formToken: '',
  });
  if (answer === undefined || !('file' in answer) || !('content' in answer.file))
    throw new Error('no PDF came');
  return Buffer.from(answer.file.content);
}

/**
 * What the plan reader finds in the record of a patient, without where it lies here: ids, versions, and what is never
 * taken over (the patient, telephone numbers of professionals, and so who can be called).
 */
export async function factsOf({ record, house }: ImportRecord, patientId: string) {
  const { readSearch, standards, timeZone, now } = house;
  const session = record.record.store.session({
    id: 'system:test',
    role: 'system',
    scope: { kind: 'everything' },
  });
  const resources = await loadPlanRecord(session, readSearch, standards, patientId);
  const plan = readCarePlan(resources, { standards, patientId, now: now(), timeZone });
  const { patient: _patient, edition: _edition, lastChanged: _changed, contacts, ...said } = plan;
  const close = contacts
    .filter(({ kind }) => kind === 'relatedPerson')
    .map(({ name, roles, relation, phones, legalRepresentative, firstContact }) => ({
      name,
      roles,
      relation,
      phones,
      legalRepresentative,
      firstContact,
    }));
  const bare = JSON.stringify({ ...said, close }, (key, value: unknown) =>
    key === 'original' || key === 'originals' ? undefined : value,
  );
  return JSON.parse(bare) as typeof said & { readonly close: typeof close };
}
