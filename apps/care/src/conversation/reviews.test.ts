import { PHASE_CODE } from '@caecilia/assessment';
import {
  type ConversationDesk,
  conversationEndpoints,
  type DeskReviews,
  readReview,
} from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type PageVisit, resourceOf } from '@caecilia/kernel';
import { tasksOverRecord } from '@caecilia/team';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardsOf } from '../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { consultNurse, doctor, gp, TEAM, volunteer, wardNurse } from '../consultation/testing/people.ts';
import { teamWork } from '../team/desk-area.ts';
import { conversationDesk } from './desk-area.ts';
import { REVIEW_KEEPER } from './review-duty.ts';
import { reviewWatch } from './review-upkeep.ts';
import { teamsTreating } from './treating-team.ts';

const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
const SERVICE = 'HealthcareService/service' as const;
const of = (reference: string) => ({ reference });
let forms = 0;
const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8300-${String(forms).padStart(12, '0')}`;
};

describe('reviews of a plan', () => {
  let record: ConsultationRecord;
  let desk: ConversationDesk;
  let eyes: Parameters<typeof reviewWatch>[1];

  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs } = record.record;
    const standards = standardsOf(packs);
    desk = conversationDesk({ ...record.house, store, standards });
    eyes = { ...record.house, standards };
    const { put } = record;
    await put('HealthcareService', 'service', {
      active: true,
      type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
      providedBy: of(TEAM),
    });
    for (const id of ['anna', 'bram'])
      await put('EpisodeOfCare', `consultation-${id}`, {
        status: 'active',
        patient: of(`Patient/${id}`),
        type: [{ coding: [{ system: 'http://snomed.info/sct', code: '11429006' }] }],
        managingOrganization: of(TEAM),
        period: { start: '2026-04-01' },
      });
    for (const id of ['anna', 'bram'])
      await put('Procedure', `talk-${id}`, {
        status: 'completed',
        code: { coding: [{ system: 'http://snomed.info/sct', code: '713603004' }] },
        subject: of(`Patient/${id}`),
        performedDateTime: '2026-10-01T10:00:00Z',
      });
  });
  afterAll(async () => await record.close());

  const session = (caller: Caller) => record.record.store.session(caller);
  const watch = () => reviewWatch(session(REVIEW_KEEPER), eyes);
  const tasks = async (): Promise<readonly FhirResource[]> => {
    const page = await session(EVERYTHING).search(record.house.readSearch(['Task'], [['_count', '200']]));
    return page.matches.map(resourceOf);
  };
  const reasons = async () => (await tasks()).map((task) => readReview(task)?.reason).toSorted();
  const endpoint = (path: string) => {
    const found = conversationEndpoints(desk).find((each) => each.path === path);
    if (!found) throw new Error(`there is no ${path}`);
    return found;
  };
  const visit = (caller: Caller, patient = 'anna') =>
    ({ caller, params: { id: patient }, query: {} }) as unknown as PageVisit;
  const open = async (caller: Caller, patient = 'anna') =>
    (await endpoint('/patients/:id/plan-review').read?.(
      session(caller),
      visit(caller, patient),
    )) as DeskReviews;
  const say = async (caller: Caller, body: object, patient = 'anna') =>
    (await endpoint('/patients/:id/plan-review').write?.(session(caller), {
      ...visit(caller, patient),
      body,
    })) as DeskReviews;
  const stay = async (id: string, patient: string, start: string) =>
    await record.put('Encounter', id, {
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      subject: of(`Patient/${patient}`),
      period: { start },
    });

  it('are for the team whose people treat the patient, also where no episode says so', async () => {
    const { readSearch } = record.house;
    await record.put('PractitionerRole', 'nurse-of-team', {
      active: true,
      practitioner: of('Practitioner/nurse-of-team'),
      healthcareService: [of(SERVICE)],
    });
    for (const [id, member] of [
      ['clara', 'PractitionerRole/nurse-of-team'],
      ['dirk', 'Organization/elsewhere'],
    ] as const) {
      await record.put('Patient', id, { name: [{ family: `=Verzonnen-${id}` }] });
      await record.put('CareTeam', `around-${id}`, {
        status: 'active',
        subject: of(`Patient/${id}`),
        participant: [{ member: of(member) }],
      });
    }
    const treated = await teamsTreating(session(REVIEW_KEEPER), readSearch);
    expect([...treated].toSorted()).toEqual(['anna', 'bram', 'clara'].map((id) => [id, SERVICE]));
    expect((await teamsTreating(session(REVIEW_KEEPER), readSearch, ['dirk'])).size).toBe(0);
  });

  it('are none while nothing happened since the last conversation', async () => {
    expect(await watch()()).toBe(0);
    expect(await tasks()).toEqual([]);
  });

  it('become one task of the team for each trigger, whichever of two servers looks, and however often', async () => {
    const [one, other] = [watch(), watch()];
    await Promise.all([one(), other()]);
    await stay('stay-1', 'anna', '2026-11-20T20:00:00Z');
    const phase = (id: string, start: string) =>
      record.put('Observation', id, {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/workflow-episodeOfCare',
            valueReference: of('EpisodeOfCare/consultation-bram'),
          },
        ],
        status: 'final',
        code: { coding: [PHASE_CODE] },
        subject: of('Patient/bram'),
        effectivePeriod: { start },
        valueCodeableConcept: { coding: [{ system: PHASE_CODE.system, code: 'stable' }] },
        note: [{ text: '–' }],
      });
    await phase('phase-1', '2026-11-01T08:00:00Z');
    await phase('phase-2', '2026-11-19T08:00:00Z');
    await Promise.all([one(), other(), watch()()]);
    await Promise.all([one(), other()]);
    expect(await reasons()).toEqual(['admission', 'phaseChange']);
    const teamTasks = await tasksOverRecord(teamWork(record.house)).open(consultNurse, SERVICE);
    expect(teamTasks.map(({ task }) => [task.patient, task.kind, task.role]).toSorted()).toEqual([
      ['Patient/anna', 'plan-review', 'consult-nurse'],
      ['Patient/bram', 'plan-review', 'consult-nurse'],
    ]);
    expect(await record.invalid(['Task'])).toEqual([]);
  });

  it('of a hospice or a ward are not asked for by a visit of the team itself', async () => {
    await record.put('Encounter', 'visit', {
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      type: [{ coding: [{ system: 'urn:caecilia:contact-kind', code: 'bedside' }] }],
      subject: of('Patient/bram'),
      period: { start: '2026-11-22T08:00:00Z' },
    });
    await watch()();
    expect((await reasons()).filter((reason) => reason === 'admission')).toHaveLength(1);
  });

  it('are not called done in a list: they end by what they ask for', async () => {
    const [standing] = await tasksOverRecord(teamWork(record.house)).open(consultNurse, SERVICE);
    if (!standing) throw new Error('there is a task');
    await expect(
      tasksOverRecord(teamWork(record.house)).finish(consultNurse, SERVICE, standing.task, { state: 'done' }),
    ).rejects.toMatchObject({ code: 'business-rule' });
  });

  it.each([
    ['a volunteer', volunteer],
    ['a general practitioner without permission', gp],
  ])('are not shown to %s', async (_who, caller) => {
    await expect(open(caller)).rejects.toMatchObject({ code: 'not-found' });
    await expect(say(caller, { act: 'ask', clientId: form(), words: '' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('are asked for by whoever treats, once for one form, and say who and why', async () => {
    const body = { act: 'ask', clientId: form(), words: 'Mevrouw wil naar huis.' };
    await say(wardNurse, body);
    const { reviews } = await say(wardNurse, body);
    expect(reviews.filter(({ reason }) => reason === 'request')).toMatchObject([
      { words: 'Mevrouw wil naar huis.' },
    ]);
  });

  it('end when somebody who may record says that nothing changes, in words, and not otherwise', async () => {
    await expect(say(doctor, { act: 'unchanged', words: ' ' }, 'anna')).rejects.toMatchObject({
      code: 'value',
    });
    const answer = await say(doctor, { act: 'unchanged', words: 'Met Anna bekeken: het blijft zo.' });
    expect(answer.reviews).toEqual([]);
    const ended = (await tasks()).map(readReview).filter((review) => review?.ended?.how === 'unchanged');
    expect(ended).toHaveLength(2);
    // It is not asked for again by the same stay; half a year counts from now.
    await watch()();
    expect((await open(doctor)).reviews).toEqual([]);
  });

  it('end with a conversation, which talks over the whole plan', async () => {
    await stay('stay-2', 'anna', '2026-11-23T08:59:00Z');
    record.setNow('2026-11-24T09:00:00Z');
    await stay('stay-3', 'anna', '2026-11-24T08:00:00Z');
    await watch()();
    expect((await open(doctor)).reviews.map(({ reason }) => reason)).toEqual(['admission']);
    const opening = (await endpoint('/patients/:id/conversation').read?.(session(doctor), visit(doctor))) as {
      notes: object;
      seen: object;
    };
    const { notes, seen } = opening;
    await endpoint('/patients/:id/conversation').write?.(session(doctor), {
      ...visit(doctor),
      body: { notes: { ...notes, on: '2026-11-24T09:00:00Z' }, seen, clientId: form() },
    });
    expect((await open(doctor)).reviews).toEqual([]);
    await watch()();
    expect((await open(doctor)).reviews).toEqual([]);
  });

  it('are due half a year after the plan was last talked over', async () => {
    record.setNow('2027-04-02T09:00:00Z');
    await watch()();
    const due = (await tasks()).flatMap((task) => readReview(task) ?? []);
    expect(due.filter(({ reason, ended }) => reason === 'halfYear' && !ended)).toMatchObject([
      { since: '2026-10-01' },
    ]);
  });
});
