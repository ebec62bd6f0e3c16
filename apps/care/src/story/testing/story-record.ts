import {
  ACTIVATABLE,
  assessmentsOverRecord,
  contactsOverRecord,
  INSTRUMENTS,
  instrumentRegistry,
} from '@caecilia/assessment';
import type { PlanStandard } from '@caecilia/careplan';
import { adviceOverRecord, requestsOverRecord } from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';
import { readFilter, readStory, type StoryPage } from '@caecilia/story';
import { standardsOf } from '../../care-plan.ts';
import {
  asking,
  type ConsultationRecord,
  openConsultationRecord,
} from '../../consultation/testing/consultation-record.ts';
import { consultNurse, doctor, wardNurse } from '../../consultation/testing/people.ts';
import { TIME_ZONE } from '../../time-zone.ts';
import { disciplineOf, readingIn, storyReaders } from '../readers.ts';

const of = (reference: string) => ({ reference });

/** A record in which a ward asked about Anna, got advice, declined it, and she was seen and scored. */
export interface StoryRecord {
  readonly house: ConsultationRecord;
  readonly standard: PlanStandard;
  read(caller: Caller, filter?: Readonly<Record<string, string>>, before?: string): Promise<StoryPage>;
}

export async function openStoryRecord(): Promise<StoryRecord> {
  const house = await openConsultationRecord();
  const registry = instrumentRegistry(INSTRUMENTS, ACTIVATABLE);
  const standards = standardsOf(house.record.packs);
  const [standard] = standards;
  if (standard === undefined) throw new Error('there is no standard');
  const parts = {
    readSearch: house.house.readSearch,
    readers: storyReaders(registry, { standards, now: house.house.now, timeZone: TIME_ZONE }),
    reading: readingIn(TIME_ZONE),
    disciplineOf,
  };
  await house.put('Practitioner', 'ward-nurse', { name: [{ given: ['Wim'], family: 'Verzonnen' }] });
  await house.put('PractitionerRole', 'ward-nurse', {
    practitioner: of('Practitioner/ward-nurse'),
    code: [{ coding: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode', code: '30.000' }] }],
  });
  await ask(house);
  await assess(house);
  return {
    house,
    standard,
    read: (caller, filter = {}, before) =>
      readStory(parts, house.house.session(caller), {
        patientId: 'anna',
        filter: readFilter(filter),
        ...(before === undefined ? {} : { before }),
      }),
  };
}

async function ask(house: ConsultationRecord): Promise<void> {
  const requests = requestsOverRecord(house.house);
  const { kept } = await requests.ask(wardNurse, asking());
  await requests.act(consultNurse, kept, {
    kind: 'triage',
    urgency: 'urgent',
    domains: ['physical'],
    goes: ['consult-nurse'],
  });
  const advice = adviceOverRecord(house.house);
  const given = await advice.give(consultNurse, {
    patient: 'anna',
    consultation: `ServiceRequest/${kept.ids.request}`,
    clientId: '0b1f6d3e-0000-4000-8009-000000000001',
    advice: 'Raam open, ventilator.',
    domain: 'physical',
    owner: of('Practitioner/doctor'),
    dueOn: '2026-11-25',
  });
  house.setNow('2026-11-24T08:00:00Z');
  await advice.decide(doctor, given.kept, { kind: 'declined', words: 'Te koud voor haar.' });
}

async function assess({ house }: ConsultationRecord): Promise<void> {
  const parts = { ...house, registry: instrumentRegistry(INSTRUMENTS, ACTIVATABLE) };
  const contacts = contactsOverRecord(parts);
  const contact = await contacts.begin(consultNurse, 'anna', {
    kind: 'bedside',
    start: '2026-11-24T07:30:00Z',
    professionals: ['Practitioner/consult-nurse'],
  });
  await contacts.find(
    consultNurse,
    { patientId: 'anna', contactId: contact.id, edition: contact.edition },
    { physical: { is: 'described', words: 'Kortademig bij praten.' }, spiritual: { is: 'declined' } },
  );
  for (const [hour, pain] of [
    ['06', 6],
    ['07', 4],
  ])
    await assessmentsOverRecord(parts).record(consultNurse, 'anna', {
      instrument: 'pain-nrs',
      at: `2026-11-24T${hour}:00:00Z`,
      reporter: 'helped',
      answeredBy: 'Patient/anna',
      enteredBy: 'Practitioner/consult-nurse',
      answers: { pain },
    });
}
