import {
  type Act,
  applied,
  type KeptRequest,
  received,
  requestsOverRecord,
  toResources,
} from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../testing/people.ts';
import { asking, type ConsultationRecord, openConsultationRecord } from './testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  daughter,
  doctor,
  gp,
  husband,
  secretary,
  volunteer,
  wardNurse,
} from './testing/people.ts';

const TRIAGE: Act = { kind: 'triage', urgency: 'asap', domains: ['physical'], goes: ['consult-nurse'] };
const ACCEPT: Act = {
  kind: 'accept',
  owner: { reference: 'Practitioner/consult-nurse', name: 'C. Verzonnen' },
};
const ANSWER = {
  reason: 'Geen vraag voor het team.',
  advice: 'Bel de longarts.',
  recipient: 'Zaalarts',
};
const DECLINE: Act = { kind: 'decline', ...ANSWER };

describe('requests for consultation over the record', () => {
  let house: ConsultationRecord;
  let requests: ReturnType<typeof requestsOverRecord>;
  beforeAll(async () => {
    house = await openConsultationRecord();
    requests = requestsOverRecord(house.house);
  });
  afterAll(async () => await house.close());

  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });
  const unseen = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'not-found' });
  const ask = async (caller: Caller, more = {}) => (await requests.ask(caller, asking(more))).kept;
  const done = async (caller: Caller, on: KeptRequest, act: Act) => {
    const answer = await requests.act(caller, on, act);
    if (answer.kind !== 'changed') throw new Error('somebody was first');
    return answer.now;
  };
  const proposal = {
    source: 'patient',
    intent: 'proposal',
    requester: { reference: 'Patient/anna' },
  } as const;
  const opened = async (caller: Caller) =>
    (await house.house.session(caller).read('Patient', 'anna')) !== undefined;

  it('go from the ward to the end with every state for the ward to see, and the record closes again', async () => {
    expect(await opened(consultNurse)).toBe(false);
    let kept = await ask(wardNurse);
    expect(await opened(consultNurse)).toBe(true);
    expect((await requests.queue(consultNurse)).entries.map(({ id }) => id)).toContain(kept.id);
    kept = await done(secretary, kept, TRIAGE);
    kept = await done(consultNurse, kept, ACCEPT);
    expect(await requests.stateFor(wardNurse, kept.id)).toMatchObject({
      state: 'accepted',
      acceptedBy: { name: 'C. Verzonnen' },
      goes: ['consult-nurse'],
    });
    house.setNow('2026-11-23T11:00:00Z');
    kept = await done(consultNurse, kept, { kind: 'start', firstContact: '2026-11-23T10:30:00.000Z' });
    kept = await done(consultNurse, kept, { kind: 'complete' });
    const view = await requests.stateFor(doctor, kept.id);
    expect(view.steps.map(({ state }) => state)).toEqual([
      'received',
      'triaged',
      'accepted',
      'inProgress',
      'completed',
    ]);
    expect(view.firstContact).toBe('2026-11-23T10:30:00.000Z');
    expect((await requests.ofPatient(wardNurse, 'anna')).entries.map(({ id }) => id)).toContain(kept.id);
    expect(await opened(consultNurse)).toBe(false);
    await unseen(requests.read(consultNurse, kept.id));
  });

  it('are taken once, however often and however much at once the same form is sent', async () => {
    const form = asking();
    const answers = await Promise.all(Array.from({ length: 8 }, () => requests.ask(wardNurse, form)));
    expect(new Set(answers.map(({ kept }) => kept.id)).size).toBe(1);
    expect(answers.filter(({ again }) => !again)).toHaveLength(1);
    const other = { ...form, asked: { ...form.asked, question: 'Iets anders.' } };
    await expect(requests.ask(wardNurse, other)).rejects.toMatchObject({ code: 'duplicate' });
    await expect(requests.ask(wardNurse, { ...form, clientId: '1' })).rejects.toMatchObject({
      code: 'business-rule',
    });
    await done(consultNurse, await requests.read(consultNurse, answers[0]?.kept.id ?? ''), DECLINE);
  });

  it('tell both where a colleague was first, and change nothing', async () => {
    const kept = await ask(wardNurse);
    const triaged = await done(consultNurse, kept, TRIAGE);
    const late = await requests.act(secretary, kept, DECLINE);
    expect(late).toMatchObject({ kind: 'conflict', tried: DECLINE, theirs: { value: { state: 'triaged' } } });
    expect(await requests.read(consultNurse, kept.id)).toEqual(triaged);
    const both = await Promise.all([
      requests.act(consultNurse, triaged, ACCEPT),
      requests.act(secretary, triaged, DECLINE),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'conflict']);
    const lost = both.find(({ kind }) => kind === 'conflict');
    if (lost?.kind === 'conflict') expect(['accepted', 'declined']).toContain(lost.theirs.value.state);
  });

  it('are declined with reason, advice and recipient for the ward to read; the record closes', async () => {
    const kept = await ask(wardNurse);
    await done(consultNurse, kept, DECLINE);
    expect(await requests.stateFor(wardNurse, kept.id)).toMatchObject({ state: 'declined', answer: ANSWER });
    expect((await requests.queue(wardNurse)).entries.map(({ id }) => id)).not.toContain(kept.id);
  });

  it('of a patient open nothing until somebody who treats, or the office, confirms them', async () => {
    for (const other of await allOpen()) await done(secretary, other, { kind: 'withdraw', reason: 'Test.' });
    const kept = await ask(anna, proposal);
    expect(await opened(consultNurse)).toBe(false);
    expect((await requests.queue(consultNurse)).entries.map(({ id }) => id)).toEqual([kept.id]);
    const triaged = await done(consultNurse, kept, TRIAGE);
    await expect(requests.act(consultNurse, triaged, ACCEPT)).rejects.toMatchObject({
      code: 'business-rule',
    });
    await forbidden(requests.confirm(consultNurse, triaged));
    await forbidden(requests.confirm(anna, triaged));
    const confirmed = await requests.confirm(doctor, triaged);
    if (confirmed.kind !== 'changed') throw new Error('somebody was first');
    expect(await opened(consultNurse)).toBe(true);
    await done(consultNurse, await done(consultNurse, confirmed.now, TRIAGE), ACCEPT);
    expect(await requests.stateFor(anna, kept.id)).toMatchObject({ state: 'accepted' });
    expect((await requests.confirm(secretary, triaged)).kind).toBe('conflict');
    await done(consultNurse, await requests.read(consultNurse, confirmed.now.id), DECLINE);
  });

  const allOpen = async () => (await requests.queue(wardNurse)).entries;

  it('of a carer with a mandate are seen by that carer, and by no other', async () => {
    const wish = { ...proposal, source: 'carer', requester: { reference: 'RelatedPerson/husband' } } as const;
    const kept = await ask(husband, wish);
    expect(await requests.stateFor(husband, kept.id)).toMatchObject({ state: 'received' });
    await unseen(requests.read(daughter, kept.id));
    await forbidden(requests.ask(daughter, asking(wish)));
    const ofWard = await ask(wardNurse);
    await unseen(requests.stateFor(husband, ofWard.id));
    await done(consultNurse, ofWard, DECLINE);
  });

  it('of a GP are seen by the GP also where nothing else of the record is', async () => {
    const kept = await ask(gp, { source: 'gp', requester: { reference: 'Practitioner/gp' } });
    expect(await requests.stateFor(gp, kept.id)).toMatchObject({ state: 'received' });
    const ofWard = await ask(wardNurse);
    await unseen(requests.stateFor(gp, ofWard.id));
    for (const each of [kept, ofWard]) await done(consultNurse, each, DECLINE);
  });

  it('by telephone are noted by the team as a proposal, and ordered by the office', async () => {
    const call = { source: 'gp', patient: 'bram', requester: { name: 'Huisarts De Verzonnen' } } as const;
    const noted = await ask(consultNurse, { ...call, intent: 'proposal' });
    expect(await house.house.session(consultNurse).read('Patient', 'bram')).toBeUndefined();
    await forbidden(requests.ask(consultNurse, asking({ ...call, intent: 'order' })));
    const ordered = await requests.confirm(secretary, noted);
    expect(ordered).toMatchObject({ kind: 'changed', now: { value: { intent: 'order' } } });
    expect(await house.house.session(consultNurse).read('Patient', 'bram')).toBeDefined();
  });

  it('are refused to who may not: no order by who is asked, no triage by the ward, nothing to strangers', async () => {
    const kept = await ask(wardNurse);
    for (const caller of [wardNurse, doctor, anna, husband, volunteer])
      for (const act of [TRIAGE, ACCEPT, DECLINE]) await forbidden(requests.act(caller, kept, act));
    await forbidden(requests.ask(volunteer, asking()));
    await forbidden(requests.ask(anna, asking({ source: 'patient' })));
    await forbidden(requests.ask(wardNurse, asking({ source: 'gp' })));
    // Another ward, and a team that was not asked.
    const elsewhere = person('ward-nurse', 'Practitioner/other', 'Organization/other');
    await forbidden(requests.ask(elsewhere, asking()));
    await unseen(requests.read(elsewhere, kept.id));
    const otherTeam = person('consult-nurse', 'Practitioner/far', 'Organization/far');
    await unseen(requests.act(otherTeam, kept, TRIAGE));
    await unseen(requests.read(volunteer, kept.id));
  });

  it('cannot be ordered, changed or read beside this module either: the record refuses', async () => {
    const seenBy = async (caller: Caller, type: string, id: string) => {
      const version = await house.house.session(caller).read(type, id);
      if (version === undefined) throw new Error(`${type} is not to be seen`);
      return resourceOf(version);
    };
    const create = (caller: Caller, resource: FhirResource) =>
      house.house.session(caller).change({ kind: 'create', resource });
    const update = (caller: Caller, id: string, resource: FhirResource) =>
      house.house.session(caller).change({ kind: 'update', id, resource });
    const kept = await ask(wardNurse);
    const task = await seenBy(wardNurse, 'Task', kept.id);
    const { id: _id, meta: _meta, ...order } = await seenBy(wardNurse, 'ServiceRequest', kept.ids.request);
    await forbidden(create(anna, order));
    await forbidden(create(husband, { ...order, intent: 'proposal' }));
    const far = person('consult-nurse', 'Practitioner/far', 'Organization/far');
    const toFar = [{ reference: 'Practitioner/far' }];
    await forbidden(create(far, { ...order, performer: toFar }));
    await unseen(update(volunteer, kept.id, task));
    await forbidden(update(anna, kept.id, { ...task, status: 'cancelled' }));
    // A proposal cannot be turned into an order by who may only see proposals.
    const noted = await ask(anna, proposal);
    const proposed = await seenBy(far, 'ServiceRequest', noted.ids.request);
    expect(proposed.intent).toBe('proposal');
    await forbidden(update(far, noted.ids.request, { ...proposed, intent: 'order', performer: toFar }));
  });

  it('are named where they cannot be read, and the others are still shown', async () => {
    await house.put('Task', 'foreign', {
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'urn:caecilia:care-relation', code: 'consultation' }] },
      for: { reference: 'Patient/anna' },
    });
    const { entries, unreadable, more } = await requests.queue(wardNurse);
    expect(unreadable).toEqual(['Task/foreign']);
    expect(entries.length).toBeGreaterThan(0);
    expect(more).toBe(false);
  });

  it('are no fewer new ones on the list, however much goes on', async () => {
    const doing = { by: 'Practitioner/consult-nurse', at: '2026-10-01T09:00:00.000Z' };
    const started = [TRIAGE, ACCEPT].reduce(
      (request, act) => applied(request, act, doing),
      received(asking(), doing),
    );
    // More than the list asks for at once.
    const goingOn = Array.from({ length: 401 }, (_, n) => ({ request: `on-${n}-request`, task: `on-${n}` }));
    await Promise.all(
      goingOn.flatMap((ids) => {
        const { request, task } = toResources(started, ids);
        return [house.put('ServiceRequest', ids.request, request), house.put('Task', ids.task, task)];
      }),
    );
    const fresh = await ask(wardNurse);
    const { entries, more } = await requests.queue(consultNurse);
    expect(more).toBe(true);
    expect(entries.map(({ id }) => id)).toContain(fresh.id);
    expect(entries.filter(({ value }) => value.state === 'accepted').length).toBeGreaterThanOrEqual(200);
    const times = entries.map(({ value }) => value.referredAt);
    expect(times).toEqual(times.toSorted());
  });

  it('are valid R4', async () => {
    expect(await house.invalid(['ServiceRequest'])).toEqual([]);
    expect((await house.invalid(['Task'])).filter((each) => !each.includes('foreign'))).toEqual([]);
  });
});
