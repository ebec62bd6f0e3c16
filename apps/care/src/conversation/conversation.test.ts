import {
  type ConversationDesk,
  conversationEndpoints,
  type DeskConcluded,
  type DeskOpening,
  readCarePlan,
} from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type PageVisit, resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardsOf } from '../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  anna,
  daughter,
  doctor,
  gp,
  husband,
  secretary,
  volunteer,
  WARD,
  wardNurse,
} from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { conversationDesk } from './desk-area.ts';

const socialWorker = person('transfer-nurse', 'Practitioner/transfer', WARD);
const stranger = person('treating-physician', 'Practitioner/stranger', 'Organization/elsewhere');
const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
const TYPES = [
  'Consent',
  'Goal',
  'Observation',
  'Procedure',
  'Encounter',
  'RelatedPerson',
  'QuestionnaireResponse',
  'CommunicationRequest',
  'Device',
  'DeviceUseStatement',
  'Patient',
];
let forms = 0;
const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8200-${String(forms).padStart(12, '0')}`;
};

describe('a conversation about care', () => {
  let record: ConsultationRecord;
  let desk: ConversationDesk;

  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs } = record.record;
    desk = conversationDesk({ ...record.house, store, standards: standardsOf(packs) });
    await record.put('PractitionerRole', 'doctor-role', {
      active: true,
      practitioner: { reference: 'Practitioner/doctor' },
    });
    await record.put('Practitioner', 'doctor', { name: [{ family: 'Fictief', given: ['Frits'] }] });
  });
  afterAll(async () => await record.close());

  const visit = (caller: Caller, patient = 'anna', query: Record<string, string> = {}) =>
    ({ caller, params: { id: patient }, query }) as unknown as PageVisit;
  const endpoint = (path: string) => {
    const found = conversationEndpoints(desk).find((each) => each.path === path);
    if (!found) throw new Error(`there is no ${path}`);
    return found;
  };
  const session = (caller: Caller) => record.record.store.session(caller);
  const open = async (caller: Caller, patient = 'anna') =>
    (await endpoint('/patients/:id/conversation').read?.(
      session(caller),
      visit(caller, patient),
    )) as DeskOpening;
  const conclude = async (caller: Caller, body: object, patient = 'anna') =>
    (await endpoint('/patients/:id/conversation').write?.(session(caller), {
      ...visit(caller, patient),
      body,
    })) as DeskConcluded;
  const agreed = (state: string, more: object = {}) => ({
    state,
    parties: ['patient', 'professional'],
    ...more,
  });
  const plan = async () => {
    const page = await session(EVERYTHING).search(record.house.readSearch(TYPES, [['_count', '200']]));
    return readCarePlan(page.matches.map(resourceOf), {
      standards: desk.standards,
      patientId: 'anna',
      now: new Date('2026-11-23T12:00:00Z'),
      timeZone: desk.timeZone,
    });
  };
  const rowOf = async (key: string) => (await plan()).limits.find((row) => row.key === key);
  const all = async (type: string): Promise<readonly FhirResource[]> => {
    const page = await session(EVERYTHING).search(record.house.readSearch([type], [['_count', '200']]));
    return page.matches.map(resourceOf);
  };

  it('opens with who is close and who leads, and with nothing decided', async () => {
    const opening = await open(doctor);
    expect(opening).toMatchObject({
      mayRecord: true,
      died: false,
      seen: {},
      notes: {
        patientPresent: true,
        professional: { name: { family: 'Fictief' }, reference: 'PractitionerRole/doctor-role' },
        limits: {},
      },
    });
    expect(opening.notes.persons.map(({ reference }) => reference).toSorted()).toEqual([
      'RelatedPerson/daughter',
      'RelatedPerson/husband',
    ]);
    expect(opening.rows.map(({ key, state }) => [key, state])).toContainEqual(['cpr', 'notDiscussed']);
    expect(opening.choices.goal?.map(({ code }) => code)).toEqual(['385987000', '1351964001', '713148004']);
  });

  it.each([
    ['a physician of another hospital', stranger],
    ['a general practitioner without permission', gp],
    ['a volunteer', volunteer],
    ['a secretary', secretary],
    ['a daughter without a mandate', daughter],
  ])('is not shown to %s', async (_who, caller) => {
    await expect(open(caller)).rejects.toMatchObject({ code: 'not-found' });
    await expect(conclude(caller, { notes: {}, clientId: form() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['a transfer nurse', socialWorker],
    ['the patient', anna],
  ])('is not recorded by %s, who may read what was agreed', async (_who, caller) => {
    expect((await open(caller)).mayRecord).toBe(false);
    const { notes } = await open(doctor);
    const body = { notes: { ...notes, limits: { cpr: agreed('do') } }, seen: {}, clientId: form() };
    await expect(conclude(caller, body)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await all('Encounter')).toEqual([]);
  });

  it('is not shown to somebody with a mandate that does not reach what was agreed', async () => {
    await expect(open(husband)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is recorded whole by who treats: the form, the agreements, who was there', async () => {
    const { notes, seen } = await open(doctor);
    const concluded = await conclude(doctor, {
      notes: {
        ...notes,
        capacity: { capable: true },
        understanding: 'Weet dat de longen op zijn.',
        goal: { state: 'known', code: '713148004' },
        limits: {
          cpr: agreed('doNot', { because: 'Ik wil rustig gaan.' }),
          ventilation: agreed('onlyIf', { condition: 'met een masker', because: 'Geen buis.' }),
          bloodProducts: agreed('declined'),
        },
        otherLimits: [{ ...agreed('doNot'), treatment: 'Sondevoeding' }],
        place: { state: 'known', code: '264362003', note: 'Met het raam open' },
        persons: notes.persons.map((each) => ({ ...each, present: each.key === 'husband' })),
        informRelatives: true,
        share: 'yes',
      },
      seen,
      clientId: form(),
    });
    expect(concluded).toMatchObject({ kind: 'recorded', ended: [], stays: [] });
    expect(await rowOf('cpr')).toMatchObject({
      state: 'doNot',
      current: [{ comment: 'Ik wil rustig gaan.' }],
    });
    expect(await rowOf('ventilation')).toMatchObject({ state: 'onlyIf' });
    expect(await rowOf('other:sondevoeding')).toMatchObject({ state: 'doNot' });
    expect((await plan()).patient.legalCapacity.capable).toBe(true);
    expect((await plan()).conversations).toMatchObject([
      { participants: [{ kind: 'professional' }, { kind: 'relatedPerson' }, { kind: 'patient' }] },
    ]);
    const [response] = await all('QuestionnaireResponse');
    expect(JSON.stringify(response)).toContain('441898007');
    expect(await record.invalid(TYPES)).toEqual([]);
  });

  it('that is sent twice is recorded once', async () => {
    const { notes, seen } = await open(doctor);
    const body = { notes: { ...notes, limits: { antibiotics: agreed('do') } }, seen, clientId: form() };
    expect(await conclude(doctor, body)).toMatchObject({ kind: 'recorded' });
    const before = (await all('Consent')).length;
    expect(await conclude(doctor, body)).toMatchObject({ kind: 'repeated' });
    expect(await all('Consent')).toHaveLength(before);
  });

  it('ends what it replaces, and only what the recorder had before them', async () => {
    const { notes, seen } = await open(wardNurse);
    const mine = { notes: { ...notes, limits: { cpr: agreed('do') } }, seen, clientId: form() };
    const theirs = {
      notes: { ...notes, limits: { cpr: agreed('onlyIf', { condition: 'op de hartbewaking' }) } },
      seen,
      clientId: form(),
    };
    expect(await conclude(doctor, theirs)).toMatchObject({ kind: 'recorded', ended: ['cpr'] });
    const refused = await conclude(wardNurse, mine);
    expect(refused).toMatchObject({
      kind: 'conflict',
      conflicts: [{ key: 'cpr', now: [{ kind: 'onlyIf', condition: 'op de hartbewaking' }] }],
    });
    expect(await rowOf('cpr')).toMatchObject({ state: 'onlyIf', current: [{}] });
    const again = refused.kind === 'conflict' ? refused.opening.seen : {};
    expect(await conclude(wardNurse, { ...mine, seen: again })).toMatchObject({ kind: 'recorded' });
    expect(await rowOf('cpr')).toMatchObject({
      state: 'do',
      former: [{ became: 'ended' }, { became: 'ended' }],
    });
  });

  it('with a fault is not recorded, and says where', async () => {
    const { notes, seen } = await open(doctor);
    const before = (await all('Consent')).length;
    const alone = { cpr: { state: 'doNot', parties: ['professional'] } };
    expect(
      await conclude(doctor, { notes: { ...notes, limits: alone }, seen, clientId: form() }),
    ).toMatchObject({
      kind: 'faulty',
      problems: expect.arrayContaining([
        { at: 'limits.cpr', problem: 'tooFewParties', mustFix: true },
      ]) as unknown,
    });
    expect(await all('Consent')).toHaveLength(before);
  });

  it.each([
    ['no notes', undefined, 'notes'],
    ['a state that is none', { limits: { cpr: { state: 'perhaps', parties: [] } } }, 'limits.cpr.state'],
    ['a character that cannot be kept', { understanding: 'a\u0000b' }, 'understanding'],
    ['somebody of another patient', { persons: [{ reference: 'RelatedPerson/strange' }] }, 'persons'],
    ['a day that is none', { on: 'gisteren' }, 'on'],
  ])('with %s is refused with its place', async (_name, more, place) => {
    const { notes, seen } = await open(doctor);
    const persons =
      more !== undefined && 'persons' in more
        ? [{ ...notes.persons[0], key: 'strange', reference: 'RelatedPerson/strange' }]
        : notes.persons;
    const body = more === undefined ? {} : { notes: { ...notes, ...more, persons }, seen };
    await expect(conclude(doctor, { ...body, clientId: form() })).rejects.toMatchObject({
      code: 'value',
      issues: [{ expression: [place] }],
    });
  });

  it('tells what changed since a day', async () => {
    const answer = (await endpoint('/patients/:id/plan-changes').read?.(
      session(doctor),
      visit(doctor, 'anna', { from: '2026-11-01' }),
    )) as { changes: readonly { key: string; after: { state: string } }[] };
    expect(answer.changes.map(({ key, after }) => [key, after.state])).toContainEqual(['cpr', 'do']);
  });

  it('counts a day until midnight of the house, not of somewhere else', async () => {
    // Half past midnight of the 24th in Amsterdam.
    record.setNow('2026-11-23T23:30:00Z');
    const { notes, seen } = await open(doctor);
    const limits = { bloodProducts: { state: 'doNot', parties: ['patient', 'professional'] } };
    expect(await conclude(doctor, { notes: { ...notes, limits }, seen, clientId: form() })).toMatchObject({
      kind: 'recorded',
    });
    const since = async (from: string) => {
      const answer = (await endpoint('/patients/:id/plan-changes').read?.(
        session(doctor),
        visit(doctor, 'anna', { from }),
      )) as { changes: readonly { key: string }[] };
      return answer.changes.map(({ key }) => key);
    };
    expect(await since('2026-11-23')).toContain('bloodProducts');
    expect(await since('2026-11-24')).not.toContain('bloodProducts');
  });

  it('leaves only what is valid R4', async () => {
    expect(await record.invalid(TYPES)).toEqual([]);
  });
});
