import {
  type ActAnswer,
  type AdviceOfPatient,
  type AgreementsAnswer,
  type CheckAnswer,
  type ColleaguesAnswer,
  checked,
  fromTask,
  type OpenAdvice,
  type QueueAnswer,
  type RequestsAnswer,
  SECOND_CHECK_TOKEN,
  toTask,
} from '@caecilia/consultation';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../testing/people.ts';
import { type ActsHouse, openActsHouse } from './testing/acts-house.ts';
import type { ConsultationRecord } from './testing/consultation-record.ts';
import { consultNurse, doctor, gp, secretary, TEAM, volunteer, WARD, wardNurse } from './testing/people.ts';

const pharmacist = person('pharmacist', 'PractitionerRole/pharmacist', TEAM);
const strangePharmacist = person('pharmacist', 'PractitionerRole/other', 'Organization/other');
const strangeDoctor = person('treating-physician', 'Practitioner/other', 'Organization/other');
const FIELDS = {
  question: ['Benauwd en bang: wat kunnen we doen?'],
  domains: ['physical'],
  urgency: ['routine'],
  patientInformed: ['yes'],
  treatingPhysicianAgrees: ['notAsked'],
  callBack: ['sein 4321'],
};
const TRIAGE = {
  kind: 'triage',
  fields: { urgency: ['routine'], domains: ['physical'], goes: ['consult-nurse'] },
};

describe('acts on what was asked and advised', () => {
  let record: ConsultationRecord;
  let house: ActsHouse;
  let forms = 0;
  beforeAll(async () => {
    house = await openActsHouse();
    ({ record } = house);
  });
  afterAll(async () => await record.close());

  const read: ActsHouse['read'] = (caller, path, params) => house.read(caller, path, params);
  const write: ActsHouse['write'] = (caller, path, sent) => house.write(caller, path, sent);
  const clientId = () => {
    forms += 1;
    return `3b1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
  };
  const ask = async (more: object = {}): Promise<string> => {
    const body = { fields: { ...FIELDS, ...more }, source: 'ward', clientId: clientId() };
    const { request } = await write<{ request: { id: string } }>(wardNurse, '/patients/:id/requests', {
      params: { id: 'anna' },
      body,
    });
    return request.id;
  };
  const seen = async (id: string) => {
    const found = (await read<QueueAnswer>(consultNurse, '/requests')).requests.find(
      (each) => each.id === id,
    );
    if (found === undefined) throw new Error('the request is not in the queue');
    return found;
  };
  const act = async (caller: Caller, on: { id: string; seen: object }, body: object) =>
    await write<ActAnswer>(caller, '/requests/:id/act', {
      params: { id: on.id },
      body: { ...body, seen: on.seen },
    });
  const accepted = async (question: string): Promise<string> => {
    const id = await ask({ question: [question] });
    await act(consultNurse, await seen(id), TRIAGE);
    await act(consultNurse, await seen(id), { kind: 'accept' });
    return id;
  };
  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });
  const unseen = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'not-found' });
  const awaited = async (caller: Caller) =>
    (await read<AgreementsAnswer>(caller, '/requests/agreements')).requests.map(({ id }) => id);

  it('await the treating physician of this patient, who agrees or not; who asked and the team read who, when and why', async () => {
    const id = await ask();
    const settled = await ask({ treatingPhysicianAgrees: ['yes'] });
    expect(await awaited(doctor)).toContain(id);
    expect(await awaited(doctor)).not.toContain(settled);
    expect(await awaited(strangeDoctor)).toEqual([]);
    // A general practitioner says it of requests of practices.
    expect(await awaited(gp)).toEqual([]);
    for (const caller of [wardNurse, consultNurse, secretary, volunteer, pharmacist])
      await forbidden(read(caller, '/requests/agreements'));
    const on = await seen(id);
    expect(on).toMatchObject({ awaitsAgreement: true });
    const no = { kind: 'agree', fields: { agrees: ['no'], reason: ['Eerst de longarts.'] } };
    for (const caller of [wardNurse, consultNurse, volunteer]) await forbidden(act(caller, on, no));
    await unseen(act(strangeDoctor, on, no));
    await expect(
      act(doctor, on, { kind: 'agree', fields: { agrees: ['no'], reason: [''] } }),
    ).rejects.toMatchObject({ issues: [{ expression: ['reason'] }] });
    expect(await act(doctor, on, no)).toMatchObject({ kind: 'changed', now: { state: 'received' } });
    expect(await awaited(doctor)).not.toContain(id);
    const { requests } = await read<RequestsAnswer>(wardNurse, '/patients/:id/requests', { id: 'anna' });
    const agreement = {
      agrees: false,
      reason: 'Eerst de longarts.',
      by: 'treating-physician (invented)',
      at: '2026-11-23T09:00:00.000Z',
    };
    expect(requests.find((each) => each.id === id)).toMatchObject({ awaitsAgreement: false, agreement });
    const now = await seen(id);
    expect(now).toMatchObject({ agreement });
    expect(now.may).toContain('triage');
    // A colleague who looked before it is shown both.
    expect(await act(consultNurse, on, TRIAGE)).toMatchObject({
      kind: 'conflict',
      theirs: { agreement: { agrees: false } },
    });
  });

  it('of a practice await its general practitioner', async () => {
    const body = { fields: FIELDS, source: 'gp', clientId: clientId() };
    const at = { params: { id: 'anna' }, body };
    const { request } = await write<{ request: { id: string } }>(secretary, '/patients/:id/requests', at);
    expect(await awaited(gp)).toEqual([request.id]);
    const yes = { kind: 'agree', fields: { agrees: ['yes'] } };
    const answered = await act(gp, await seen(request.id), yes);
    expect(answered).toMatchObject({ now: { agreement: { agrees: true, by: 'gp (invented)' } } });
    expect(await awaited(gp)).toEqual([]);
  });

  it('tell that who asked was called back, by whom and when, once', async () => {
    const id = await ask();
    await act(consultNurse, await seen(id), TRIAGE);
    const on = await seen(id);
    await forbidden(act(wardNurse, on, { kind: 'callBack' }));
    await act(secretary, on, { kind: 'callBack' });
    const { requests } = await read<RequestsAnswer>(wardNurse, '/patients/:id/requests', { id: 'anna' });
    expect(requests.find((each) => each.id === id)?.calledBack).toEqual({
      by: 'team-secretary (invented)',
      at: '2026-11-23T09:00:00.000Z',
    });
    await expect(act(secretary, await seen(id), { kind: 'callBack' })).rejects.toMatchObject({
      code: 'business-rule',
    });
  });

  it('let the office accept for a colleague who is there, and for nobody else', async () => {
    const id = await ask();
    await act(secretary, await seen(id), TRIAGE);
    expect(await read<ColleaguesAnswer>(secretary, '/requests/colleagues')).toEqual({
      self: false,
      colleagues: [{ reference: 'PractitionerRole/iris', name: 'Iris Verzonnen', roles: ['consult-nurse'] }],
    });
    expect((await read<ColleaguesAnswer>(consultNurse, '/requests/colleagues')).self).toBe(true);
    await forbidden(read(wardNurse, '/requests/colleagues'));
    const accept = async (...owner: string[]) =>
      await act(secretary, await seen(id), { kind: 'accept', fields: owner.length === 0 ? {} : { owner } });
    for (const owner of [[], ['PractitionerRole/ziek'], ['Practitioner/doctor']])
      await expect(accept(...owner)).rejects.toMatchObject({ issues: [{ expression: ['owner'] }] });
    expect(await accept('PractitionerRole/iris')).toMatchObject({ now: { owner: 'Iris Verzonnen' } });
  });

  const contact = async (caller: Caller, more: object = {}) =>
    await write<object>(caller, '/patients/:id/contacts', {
      params: { id: 'anna' },
      body: { clientId: clientId(), kind: 'bedside', first: true, findings: {}, close: 'open', ...more },
    });
  const waiting = async () =>
    (
      await read<{ waiting?: readonly { id: string }[] }>(consultNurse, '/patients/:id/assessment', {
        id: 'anna',
      })
    ).waiting ?? [];

  it('begin with the first contact that is recorded, once, and by the request it answers', async () => {
    for (const { id } of await waiting())
      await act(consultNurse, await seen(id), { kind: 'decline', fields: answer });
    const first = await accepted('Eerste vraag');
    const form = { clientId: clientId(), start: '2026-11-23T09:30' };
    // Without having been there, by who is not of the team, or of a later contact: the clock goes on.
    await contact(consultNurse, { kind: 'mdt' });
    await contact(consultNurse, { present: { patient: false, close: [], others: '' } });
    await contact(consultNurse, { first: false });
    await contact(wardNurse);
    expect((await waiting()).map(({ id }) => id)).toEqual([first]);
    await contact(consultNurse, form);
    await contact(consultNurse, form);
    expect(await seen(first)).toMatchObject({
      state: 'inProgress',
      firstContact: '2026-11-23T08:30:00.000Z',
      clock: { running: false },
    });
    await contact(consultNurse);
    expect(await seen(first)).toMatchObject({ firstContact: '2026-11-23T08:30:00.000Z' });
  });

  it('ask which request a first contact answers where several wait, and record nothing before it is said', async () => {
    const [one, other] = [await accepted('De ene vraag'), await accepted('De andere vraag')];
    const number = clientId();
    await expect(contact(consultNurse, { clientId: number })).rejects.toMatchObject({
      code: 'required',
      issues: [{ expression: ['request'] }],
    });
    await contact(consultNurse, { clientId: number, request: other });
    expect([(await seen(one)).state, (await seen(other)).state]).toEqual(['accepted', 'inProgress']);
    expect((await waiting()).map(({ id }) => id)).toEqual([one]);
  });

  const advise = async (advice: string, wantsCheck: boolean): Promise<void> => {
    const { consultations } = await read<AdviceOfPatient>(consultNurse, '/patients/:id/advice', {
      id: 'anna',
    });
    await write(consultNurse, '/patients/:id/advice', {
      params: { id: 'anna' },
      body: {
        clientId: clientId(),
        consultation: consultations[0]?.reference,
        advice,
        domain: 'physical',
        owner: WARD,
        dueOn: '2026-11-24',
        wantsCheck,
      },
    });
  };
  const adviceSeen = async (caller: Caller, words: string) =>
    (await read<AdviceOfPatient>(caller, '/patients/:id/advice', { id: 'anna' })).advice.find(
      ({ advice }) => advice === words,
    );

  it('have the pharmacist of this patient check advice that asks for it, and see no other', async () => {
    const [checkable, other] = ['Medicatie nalopen', 'Ventilator aan het bed'];
    await advise(checkable, true);
    await advise(other, false);
    expect(await adviceSeen(doctor, checkable)).toMatchObject({ secondCheck: {} });
    expect(await adviceSeen(doctor, other)).not.toHaveProperty('secondCheck');
    expect(await adviceSeen(pharmacist, other)).toBeUndefined();
    const todo = await read<OpenAdvice>(pharmacist, '/advice/checks');
    expect(todo.advice.map(({ advice }) => advice)).toEqual([checkable]);
    expect((await read<OpenAdvice>(strangePharmacist, '/advice/checks')).advice).toEqual([]);
    for (const caller of [doctor, consultNurse, wardNurse]) await forbidden(read(caller, '/advice/checks'));
    const on = await adviceSeen(pharmacist, checkable);
    const say = async (caller: Caller, body: object, id = on?.id ?? '') =>
      await write<CheckAnswer>(caller, '/patients/:id/advice/:advice/check', {
        params: { id: 'anna', advice: id },
        body: { versionId: on?.versionId, ...body },
      });
    await forbidden(say(doctor, { asItStands: true }));
    await unseen(say(strangePharmacist, { asItStands: true }));
    const hidden = await adviceSeen(doctor, other);
    await unseen(say(pharmacist, { asItStands: true }, hidden?.id));
    await expect(say(pharmacist, { asItStands: false })).rejects.toMatchObject({ code: 'business-rule' });
    // Not to decide on it, and not a word of it to change.
    const task = await record.house.session(pharmacist).read('Task', on?.id ?? '');
    if (task === undefined) throw new Error('the pharmacist does not see it');
    const change = {
      kind: 'update',
      id: task.id,
      ifMatch: task.versionId,
      resource: resourceOf(task),
    } as const;
    await forbidden(record.house.session(pharmacist).change(change));
    const said = await say(pharmacist, { asItStands: false, reason: 'Slaat de ene met de andere dood.' });
    expect(said).toMatchObject({ kind: 'changed' });
    expect(await say(pharmacist, { asItStands: true })).toMatchObject({
      kind: 'conflict',
      theirs: { secondCheck: { said: { asItStands: false } } },
    });
    expect(await adviceSeen(wardNurse, checkable)).toMatchObject({
      secondCheck: {
        said: { asItStands: false, by: 'pharmacist (invented)', at: '2026-11-23T09:00:00.000Z' },
      },
    });
    expect((await read<OpenAdvice>(pharmacist, '/advice/checks')).advice).toEqual([]);
    expect(SECOND_CHECK_TOKEN).toBe('urn:caecilia:second-check|pharmacist');
  });

  it('are not offered to who sees the record by emergency access, who reads only', async () => {
    await ask();
    const id = 'anna';
    const offered = async (patient: string) => {
      const caller = { ...doctor, emergency: { patient, reason: 'Verzonnen nood' } };
      const { requests, mayAsk } = await read<RequestsAnswer>(caller, '/patients/:id/requests', { id });
      const { may } = await read<AdviceOfPatient>(caller, '/patients/:id/advice', { id });
      return [requests.some((each) => each.may.length > 0), mayAsk, may.decide];
    };
    expect(await offered(id)).toEqual([false, false, 'no']);
    expect(await offered('bram')).toEqual([true, true, 'self']);
  });

  it('are valid R4', async () => {
    expect(await record.invalid(['Task', 'ServiceRequest'])).toEqual([]);
  });

  it('show the pharmacist what still waits, however much was checked before', async () => {
    const words = 'Nieuwe medicatie naast de oude';
    await advise(words, true);
    const waits = await adviceSeen(pharmacist, words);
    const kept = await record.house.session(pharmacist).read('Task', waits?.id ?? '');
    if (kept === undefined) throw new Error('the pharmacist does not see it');
    const givenAt = '2026-01-01T08:00:00Z';
    const said = { asItStands: true, by: { reference: 'PractitionerRole/pharmacist' }, at: givenAt };
    const earlier = Array.from({ length: 201 }, (_, index) => {
      const before = { ...fromTask(resourceOf(kept)), clientId: clientId(), givenAt };
      return record.put('Task', `checked-${index}`, toTask(checked(before, said)));
    });
    await Promise.all(earlier);
    const { advice } = await read<OpenAdvice>(pharmacist, '/advice/checks');
    expect(advice.map((each) => each.advice)).toEqual([words]);
  });

  const answer = { reason: ['x'], advice: ['y'], recipient: ['z'] };
});
