import { PHASE_CODE } from '@caecilia/assessment';
import type { ActAnswer, QueueAnswer, RequestFormAnswer, RequestsAnswer } from '@caecilia/consultation';
import type { Caller, Endpoint } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskArea } from '../desk/area.ts';
import { person } from '../testing/people.ts';
import type { BoardAnswer } from './board.ts';
import { requestsArea } from './desk-area.ts';
import { asking, type ConsultationRecord, openConsultationRecord } from './testing/consultation-record.ts';
import { teamMember } from './testing/people.ts';

const WARD = 'Organization/ward';
const wardNurse = person('ward-nurse', 'PractitionerRole/ward-nurse', WARD);
const doctor = person('treating-physician', 'Practitioner/doctor', WARD);
const consultNurse = teamMember('consult-nurse');
const colleague = teamMember('consult-physician');
const gp = person('gp', 'Practitioner/gp', 'Organization/practice');
const volunteer = person('hospice-volunteer', 'Practitioner/volunteer', 'Organization/hospice');
const administrator = person('functional-administrator', 'Practitioner/beheer', WARD);

const FIELDS = {
  question: ['Benauwd en bang: wat kunnen we doen?'],
  domains: ['physical'],
  urgency: ['urgent'],
  patientInformed: ['yes'],
  treatingPhysicianAgrees: ['notAsked'],
  callBack: ['sein 4321'],
};
const TRIAGE = {
  kind: 'triage',
  fields: { urgency: ['asap'], domains: ['physical', 'social'], goes: ['consult-nurse'] },
};
const ANSWER = { reason: ['Geen vraag voor ons.'], advice: ['Bel de longarts.'], recipient: ['Zaalarts'] };

describe('requests, as the app asks and writes them', () => {
  let record: ConsultationRecord;
  let area: DeskArea;
  let forms = 0;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store } = record.record;
    area = requestsArea({ ...record.house, store });
    await record.put('HealthcareService', 'consultation', {
      active: true,
      providedBy: { reference: 'Organization/team' },
      type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
    });
    await record.put('PractitionerRole', 'ward-nurse', {
      active: true,
      telecom: [{ system: 'phone', value: '000-555 01 18' }],
    });
  });
  afterAll(async () => await record.close());

  const endpoint = (path: string): Endpoint => {
    const found = area.endpoints.find((each) => each.path === path);
    if (found === undefined) throw new Error(`nothing is served at ${path}`);
    return found;
  };
  const visit = (caller: Caller, params: Record<string, string>) => ({
    caller,
    params,
    query: {},
    headers: {},
    origin: '',
    formToken: '',
  });
  const read = async <T>(caller: Caller, path: string, params: Record<string, string> = {}): Promise<T> =>
    (await endpoint(path).read?.(record.house.session(caller), visit(caller, params))) as T;
  const write = async <T>(
    caller: Caller,
    path: string,
    { id, body }: { id: string; body: object },
  ): Promise<T> =>
    (await endpoint(path).write?.(record.house.session(caller), { ...visit(caller, { id }), body })) as T;
  const ask = async (caller: Caller, more: object = {}) => {
    forms += 1;
    const clientId = `1b1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
    const body = { fields: FIELDS, source: 'ward', clientId, ...more };
    return await write<{ request: { id: string }; again: boolean }>(caller, '/patients/:id/requests', {
      id: 'anna',
      body,
    });
  };
  const queued = async (caller: Caller, id: string) =>
    (await read<QueueAnswer>(caller, '/requests')).requests.find((each) => each.id === id);
  const seen = async (caller: Caller, id: string) => {
    const found = await queued(caller, id);
    if (found === undefined) throw new Error('the request is not in the queue');
    return found;
  };
  const act = async (caller: Caller, on: { id: string; seen: object }, body: object) =>
    await write<ActAnswer>(caller, '/requests/:id/act', { id: on.id, body: { ...body, seen: on.seen } });

  it('open their form with the team of the house and the number of who asks, and nothing clinical', async () => {
    const form = await read<RequestFormAnswer>(wardNurse, '/patients/:id/requests/form', { id: 'anna' });
    expect(form).toEqual({
      sources: ['ward', 'outpatient'],
      intent: 'order',
      team: { reference: 'Organization/team', name: 'Consultteam Verzonnen' },
      callBack: '000-555 01 18',
    });
    const noted = await read<RequestFormAnswer>(gp, '/patients/:id/requests/form', { id: 'anna' });
    expect(noted).not.toHaveProperty('callBack');
  });

  it('reach the queue with name, question and clock, once however often they are sent', async () => {
    const clientId = '1b1f6d3e-0000-4000-8000-aaaaaaaaaaaa';
    const first = await ask(wardNurse, { clientId });
    const again = await ask(wardNurse, { clientId });
    expect([first.again, again.again, again.request.id]).toEqual([false, true, first.request.id]);
    expect(await queued(consultNurse, first.request.id)).toMatchObject({
      patient: { id: 'anna', name: '=Verzonnen-anna, Proef', birthDate: '1948-02-14' },
      requester: 'ward-nurse (invented), Longafdeling Verzonnen',
      asked: { question: FIELDS.question[0], callBack: 'sein 4321' },
      clock: { sameOrNextDay: 'open', minutesSinceReferral: 0 },
      may: ['triage', 'redirect', 'decline', 'withdraw'],
    });
  });

  it('are refused with the name of the field that is wrong', async () => {
    const refusal = async (fields: object) => await ask(wardNurse, { fields: { ...FIELDS, ...fields } });
    await expect(refusal({ callBack: ['bel maar'] })).rejects.toMatchObject({
      code: 'value',
      issues: [{ expression: ['callBack'] }],
    });
    await expect(refusal({ urgency: [] })).rejects.toMatchObject({ issues: [{ expression: ['urgency'] }] });
    await expect(refusal({ domains: 'physical' })).rejects.toMatchObject({ code: 'value' });
  });

  it('are triaged and accepted by their version; the colleague who was later is shown both, and asked', async () => {
    const { request } = await ask(wardNurse);
    const before = await seen(consultNurse, request.id);
    const done = await act(consultNurse, before, TRIAGE);
    if (done.kind !== 'changed') throw new Error('somebody was first');
    expect(done.now).toMatchObject({
      state: 'triaged',
      triage: { goes: ['consult-nurse'], urgency: 'asap' },
    });
    const late = await act(colleague, before, { kind: 'decline', fields: answerOf() });
    expect(late).toMatchObject({ kind: 'conflict', theirs: { id: request.id, state: 'triaged' } });
    const accepted = await act(colleague, done.now, { kind: 'accept' });
    expect(accepted).toMatchObject({ kind: 'changed', now: { owner: 'consult-physician (invented)' } });
  });

  it('are declined with reason, advice and recipient, which who asked reads, and nothing of the triage', async () => {
    const { request } = await ask(wardNurse);
    const triaged = await act(consultNurse, await seen(consultNurse, request.id), TRIAGE);
    if (triaged.kind !== 'changed') throw new Error('somebody was first');
    await expect(
      act(consultNurse, triaged.now, { kind: 'decline', fields: { ...ANSWER, advice: [' '] } }),
    ).rejects.toMatchObject({ issues: [{ expression: ['advice'] }] });
    await act(consultNurse, triaged.now, { kind: 'decline', fields: answerOf() });
    const { requests } = await read<RequestsAnswer>(wardNurse, '/patients/:id/requests', { id: 'anna' });
    const mine = requests.find(({ id }) => id === request.id);
    expect(mine).toMatchObject({
      state: 'declined',
      answer: { reason: ANSWER.reason[0], advice: ANSWER.advice[0], recipient: ANSWER.recipient[0] },
      may: [],
    });
    expect(JSON.stringify(mine)).not.toContain('asap');
    expect(await queued(wardNurse, request.id)).toBeUndefined();
  });

  it('begin with a first contact in the time of the house, which cannot be in the future', async () => {
    const { request } = await ask(wardNurse);
    const steps: object[] = [TRIAGE, { kind: 'accept' }];
    for (const step of steps) await act(consultNurse, await seen(consultNurse, request.id), step);
    const start = async (firstContact: string) =>
      await act(consultNurse, await seen(consultNurse, request.id), {
        kind: 'start',
        fields: { firstContact: [firstContact] },
      });
    await expect(start('24-11-2026 10:00')).rejects.toMatchObject({ code: 'value' });
    await expect(start('23-11-2026')).rejects.toMatchObject({ code: 'value' });
    expect(await start('23-11-2026 9.30')).toMatchObject({
      kind: 'changed',
      now: { state: 'inProgress', firstContact: '2026-11-23T08:30:00.000Z' },
    });
  });

  it('are withdrawn by who asked, with a reason', async () => {
    const { request } = await ask(wardNurse);
    const { requests } = await read<RequestsAnswer>(wardNurse, '/patients/:id/requests', { id: 'anna' });
    const mine = requests.find(({ id }) => id === request.id);
    expect(mine?.may).toEqual(['withdraw']);
    const on = { id: request.id, seen: mine?.seen ?? {} };
    expect(await act(wardNurse, on, { kind: 'withdraw', fields: { reason: ['Overleden.'] } })).toMatchObject({
      kind: 'changed',
      now: { state: 'withdrawn', withdrawnBecause: 'Overleden.' },
    });
  });

  it('noted at the telephone are a proposal without a name for the team, until somebody who treats confirms it', async () => {
    const before = await record.house.session(consultNurse).read('Patient', 'bram');
    expect(before).toBeUndefined();
    forms += 1;
    const requests = asking({ patient: 'anna' });
    expect(requests.patient).toBe('anna');
    const { request } = await ask(consultNurse, {
      source: 'gp',
      fields: { ...FIELDS, callBack: ['Huisarts Verzonnen, 000-555 01 15'] },
    });
    expect(await queued(consultNurse, request.id)).toMatchObject({
      intent: 'proposal',
      requester: 'Huisarts Verzonnen, 000-555 01 15',
    });
    expect((await seen(consultNurse, request.id)).may).not.toContain('confirm');
    const on = await seen(doctor, request.id);
    expect(on.may).toContain('confirm');
    expect(await act(doctor, on, { kind: 'confirm' })).toMatchObject({
      kind: 'changed',
      now: { intent: 'order' },
    });
  });

  it('stand on the morning board with the phase that a person set, and deaths since yesterday evening', async () => {
    const { request } = await ask(wardNurse);
    const phase = (id: string, start: string, code: string, end?: string) =>
      record.put('Observation', id, {
        status: 'final',
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/workflow-episodeOfCare',
            valueReference: { reference: 'EpisodeOfCare/stay' },
          },
        ],
        code: { coding: [PHASE_CODE] },
        subject: { reference: 'Patient/anna' },
        effectivePeriod: { start, ...(end === undefined ? {} : { end }) },
        valueCodeableConcept: { coding: [{ system: PHASE_CODE.system, code }] },
      });
    await phase('before', '2026-11-18T08:00:00Z', 'stable', '2026-11-20T08:00:00Z');
    await phase('now', '2026-11-20T08:00:00Z', 'unstable');
    for (const [id, died] of [
      ['cora', '2026-11-23T04:42:00Z'],
      ['dirk', '2026-11-21T04:42:00Z'],
    ] as const) {
      await record.put('Patient', id, { name: [{ family: `Verzonnen-${id}` }], deceasedDateTime: died });
      await record.put('CareTeam', `team-${id}`, {
        status: 'active',
        subject: { reference: `Patient/${id}` },
        participant: [{ member: { reference: 'Organization/team' } }],
      });
    }
    const board = await read<BoardAnswer>(consultNurse, '/board');
    expect(board.requests.map(({ id }) => id)).toContain(request.id);
    expect(board.phases).toEqual({ anna: { phase: 'unstable', since: '2026-11-20T08:00:00.000Z' } });
    expect(board.deaths.map(({ person: { name } }) => name)).toEqual(['Verzonnen-cora']);
    expect(board.since).toBe('2026-11-22T16:00:00.000Z');
    await phase('other', '2026-11-21T08:00:00Z', 'terminal');
    expect((await read<BoardAnswer>(consultNurse, '/board')).phases).toEqual({});
    expect((await read<BoardAnswer>(teamMember('team-secretary'), '/board')).phases).toEqual({});
    await expect(read(wardNurse, '/board')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are refused to who may not ask or handle, and are in the menu of who may', async () => {
    const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });
    const { request } = await ask(wardNurse);
    const on = await seen(consultNurse, request.id);
    for (const caller of [wardNurse, doctor, gp, volunteer]) await forbidden(act(caller, on, TRIAGE));
    await forbidden(ask(volunteer));
    await forbidden(ask(wardNurse, { source: 'gp' }));
    await forbidden(read(volunteer, '/patients/:id/requests/form', { id: 'anna' }));
    const elsewhere = person('ward-nurse', 'Practitioner/other', 'Organization/other');
    await expect(read(elsewhere, '/patients/:id/requests', { id: 'anna' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(ask(elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await read<QueueAnswer>(elsewhere, '/requests')).requests).toEqual([]);
    const of = (caller: Caller) => [area.places?.(caller).length, area.sections?.(caller).length];
    expect([consultNurse, teamMember('team-secretary')].map(of)).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect([wardNurse, gp, doctor].map(of)).toEqual([
      [0, 1],
      // What awaits their agreement.
      [1, 1],
      [1, 1],
    ]);
    expect([volunteer, administrator].map(of)).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  const answerOf = () => ({ ...ANSWER });
});
