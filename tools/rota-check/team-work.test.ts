import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDuty } from '../../apps/care/src/access/duty-scope.ts';
import { ROTA_DUTY } from '../../apps/care/src/team/rota-duty.ts';
import { TASK_MOVER } from '../../apps/care/src/team/task-duty.ts';
import { person } from '../../apps/care/src/testing/people.ts';
import { careRelationsOverRecord } from '../../care/network/src/index.ts';
import {
  absencesOverRecord,
  caseloadsOverRecord,
  handOverNotesOverRecord,
  type TeamOverRecord,
  type TeamTasks,
  tasksOverRecord,
  transferOverRecord,
  watchTasks,
} from '../../care/team/src/index.ts';
import { r4Validator } from '../../packages/validation/testing/corpora.ts';
import { ENGINES_OF_TODAY, type StartedEngine } from '../../platform/store/src/testing/engines.ts';
import { memberNamed, ROLE, TEAM, type TeamRecord, teamRecord } from './team-record.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T08:00:00Z');
const [anna, bram] = [memberNamed(0), memberNamed(1)];
const annaHerself = person('consult-nurse', 'Practitioner/invented-0');
const bramHimself = person('consult-nurse', 'Practitioner/invented-1');
const ALL: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };

describe.each(ENGINES_OF_TODAY)('the work of a team over the record on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let record: TeamRecord;
  let house: TeamOverRecord;
  let tasks: TeamTasks;
  let now = START;

  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    record = await teamRecord(engine, 3, () => new Date(now));
    const session = (caller: Caller) => record.opened.store.session(caller);
    house = { ...record.house, session, planning: (caller) => session(onDuty(caller, ROTA_DUTY)) };
    tasks = tasksOverRecord(house);
    now = START;
    await put({ resourceType: 'Patient', id: 'ours' });
    await put({ resourceType: 'Patient', id: 'theirs' });
    await put(treatedBy('ours', ['Practitioner/invented-0', bram]));
    await put(treatedBy('ours', ['Practitioner/invented-1'], 'ours-too'));
    await put(treatedBy('theirs', ['Practitioner/somebody-else']));
  });
  afterAll(async () => await engine?.stop());

  const put = async (resource: FhirResource) =>
    await record.opened.store.session(ALL).change({ kind: 'update', id: resource.id ?? '', resource });
  const treatedBy = (patient: string, members: readonly string[], id = patient): FhirResource => ({
    resourceType: 'CareTeam',
    id,
    status: 'active',
    subject: { reference: `Patient/${patient}` },
    ...(members.length === 0 ? {} : { participant: members.map((reference) => ({ member: { reference } })) }),
  });
  const draft = (more: object = {}) => ({
    patient: 'Patient/ours' as const,
    team: TEAM,
    role: ROLE,
    owner: anna,
    words: 'Bellen met de huisarts',
    due: START + 4 * HOUR,
    ...more,
  });
  const openNow = async (caller: Caller = bramHimself) => await tasks.open(caller, TEAM);

  it.skipIf(skipped)(
    'moves tasks of who goes on leave to the role, at once, and then in the record',
    async () => {
      now = START;
      const task = await tasks.create(annaHerself, draft());
      expect((await openNow()).map(({ standing }) => standing)).toEqual([{ with: 'member', member: anna }]);
      expect(await tasks.escalate(bramHimself, TEAM)).toBe(0);
      const absence = { from: START + HOUR, until: START + 2 * HOUR };
      await absencesOverRecord(house).record(annaHerself, TEAM, 'Practitioner/invented-0', absence);
      now = absence.from;
      const [moved] = await openNow();
      expect(moved?.standing).toEqual({ with: 'role', role: ROLE, because: 'away' });
      expect(moved?.there.map(({ reference }) => reference)).toEqual([bram, memberNamed(2)]);
      expect(await tasks.escalate(bramHimself, TEAM)).toBe(1);
      expect(await tasks.escalate(bramHimself, TEAM)).toBe(0);
      now = absence.until;
      const [written] = await openNow();
      expect(written?.standing).toMatchObject({ because: 'unassigned' });
      expect(written?.task.escalations).toEqual([{ at: absence.from, from: anna, because: 'away' }]);
      const version = await record.opened.store.session(ALL).read('Task', task.id);
      if (version === undefined) throw new Error('the task is in the record');
      expect(resourceOf(version)).toMatchObject({
        owner: { reference: TEAM },
        for: { reference: 'Patient/ours' },
      });
      if (written) await tasks.finish(bramHimself, TEAM, written.task, { state: 'done' });
      expect(await openNow()).toEqual([]);
    },
  );

  it.skipIf(skipped)('shows an overdue task to the role, and lists the first due first', async () => {
    now = START + 3 * HOUR;
    await tasks.create(annaHerself, draft({ words: 'straks' }));
    await tasks.create(annaHerself, draft({ words: 'ooit', due: undefined }));
    await tasks.create(annaHerself, draft({ words: 'eerst', due: START + 3.5 * HOUR }));
    now = START + 4 * HOUR;
    const open = await openNow();
    expect(open.map(({ task, standing }) => [task.words, standing.with])).toEqual([
      ['eerst', 'role'],
      ['straks', 'role'],
      ['ooit', 'member'],
    ]);
    for (const { task } of open)
      await tasks.finish(bramHimself, TEAM, task, { state: 'cancelled', because: 'niet meer nodig' });
  });

  it.skipIf(skipped)('gives a task that several people take at the same time to one of them', async () => {
    now = START + 6 * HOUR;
    const task = await tasks.create(annaHerself, draft({ owner: undefined, due: now + HOUR }));
    const takers = [anna, bram, memberNamed(2)];
    const outcomes = await Promise.allSettled(
      takers.map((to) => tasks.assign(bramHimself, TEAM, task, { owner: to })),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { status: number }).status)).toEqual([412, 412]);
    const [open] = await openNow();
    const winner = takers[outcomes.findIndex(({ status }) => status === 'fulfilled')];
    expect(open?.standing).toEqual({ with: 'member', member: winner });
    if (open) await tasks.finish(bramHimself, TEAM, open.task, { state: 'done' });
  });

  it.skipIf(skipped)('keeps tasks and caseloads to patients that the caller treats', async () => {
    now = START;
    const foreign = draft({ patient: 'Patient/theirs' });
    await expect(tasks.create(annaHerself, foreign)).rejects.toMatchObject({ code: 'forbidden' });
    const theirs = tasksOverRecord({ ...house, session: () => house.session(ALL) });
    const task = await theirs.create(ALL, foreign);
    expect(await openNow(annaHerself)).toEqual([]);
    await expect(tasks.assign(annaHerself, TEAM, task, { owner: bram })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(openNow(person('patient', 'Patient/ours'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(caseloadsOverRecord(house, person('hospice-volunteer'), TEAM)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await caseloadsOverRecord(house, annaHerself, TEAM)).toEqual({
      members: [
        { member: anna, patients: ['Patient/ours'] },
        { member: bram, patients: ['Patient/ours'] },
        { member: memberNamed(2), patients: [] },
      ],
      withoutAnybody: [],
      neverNamed: [],
    });
  });

  it.skipIf(skipped)(
    'takes a form that is sent twice once, and moves an overdue task by a new time',
    async () => {
      now = START + 20 * HOUR;
      const clientId = '0b1f6d3e-0000-4000-8000-000000000009';
      const twice = draft({ due: now + HOUR });
      const made = await tasks.create(bramHimself, twice, clientId);
      expect(made.askedBy).toBe('consult-nurse (invented)');
      expect((await tasks.create(bramHimself, twice, clientId)).id).toBe(made.id);
      const watch = watchTasks(house, TASK_MOVER, TEAM);
      // What other tests left goes with the first look.
      await watch();
      now += 2 * HOUR;
      expect(await watch()).toBe(1);
      expect(await watch()).toBe(0);
      const [overdue] = await openNow();
      if (overdue === undefined) throw new Error('the task is open');
      const taken = { owner: bram, due: now + HOUR };
      await expect(tasks.assign(bramHimself, TEAM, overdue.task, { owner: bram })).rejects.toMatchObject({
        code: 'business-rule',
      });
      await tasks.assign(bramHimself, TEAM, overdue.task, taken);
      const [again] = await openNow();
      expect(again?.standing).toEqual({ with: 'member', member: bram });
      if (again === undefined) throw new Error('the task is open');
      await expect(
        tasks.finish(bramHimself, TEAM, again.task, { state: 'cancelled', because: ' ' }),
      ).rejects.toMatchObject({ code: 'value' });
      await tasks.finish(bramHimself, TEAM, again.task, { state: 'done' });
      const mover = house.session(TASK_MOVER);
      expect(await mover.read('Patient', 'ours')).toBeUndefined();
      expect(await mover.read('CareTeam', 'ours')).toBeUndefined();
    },
  );

  it.skipIf(skipped)(
    'gives patients to a colleague for a leave or for good, by the office only',
    async () => {
      now = START + 30 * HOUR;
      await put(treatedBy('ours', ['Practitioner/invented-0', 'Organization/invented-office'], 'ours'));
      await put({ ...treatedBy('ours', []), id: 'ours-too', status: 'inactive' });
      const secretary = person('team-secretary', 'Practitioner/office', 'Organization/invented-office');
      const cor = memberNamed(2);
      const of = async () => (await caseloadsOverRecord(house, secretary, TEAM)).members;
      const leave = { patients: ['Patient/ours'], from: anna, to: cor, until: now + 24 * HOUR };
      await expect(transferOverRecord(house, bramHimself, TEAM, leave)).rejects.toMatchObject({
        code: 'forbidden',
      });
      expect(await transferOverRecord(house, secretary, TEAM, leave)).toBe(1);
      expect((await of()).map(({ patients }) => patients.length)).toEqual([1, 0, 1]);
      now += 25 * HOUR;
      expect((await of()).map(({ patients }) => patients.length)).toEqual([1, 0, 0]);
      const good = { patients: ['Patient/ours'], from: anna, to: bram };
      expect(await transferOverRecord(house, secretary, TEAM, good)).toBe(1);
      now += 1000;
      expect((await of()).map(({ patients }) => patients.length)).toEqual([0, 1, 0]);
      const foreign = { patients: ['Patient/theirs'], to: bram };
      await expect(transferOverRecord(house, secretary, TEAM, foreign)).rejects.toMatchObject({
        code: 'not-found',
      });
      await absencesOverRecord(house).record(bramHimself, TEAM, 'Practitioner/invented-1', {
        from: now - (now % 60_000),
        until: now - (now % 60_000) + HOUR,
      });
      await expect(transferOverRecord(house, secretary, TEAM, { ...good, from: cor })).rejects.toMatchObject({
        code: 'business-rule',
      });
    },
  );

  it.skipIf(skipped)('refuses a task without words, or for somebody who is away', async () => {
    now = START + 1.5 * HOUR;
    await expect(tasks.create(annaHerself, draft({ words: ' ' }))).rejects.toMatchObject({
      code: 'value',
    });
    await expect(tasks.create(bramHimself, draft())).rejects.toMatchObject({ code: 'business-rule' });
    const version = await record.opened.store.session(ALL).read('PractitionerRole', 'invented-0');
    expect(elementsOf(version && resourceOf(version).notAvailable)).toHaveLength(1);
  });

  it.skipIf(skipped)('leaves only what is valid R4: tasks, teams, notes and care relations', async () => {
    const { log } = record.opened.store;
    await handOverNotesOverRecord(house).write(annaHerself, 'ours', 'Bel eerst de dochter.');
    const relations = careRelationsOverRecord({ ...house, log });
    const relation = { organization: 'Organization/invented', as: 'treatment', from: '2026-11-01' } as const;
    await relations.start(ALL, 'ours', relation);
    const types = ['Task', 'CareTeam', 'Communication', 'EpisodeOfCare'];
    const { matches } = await house.session(ALL).search(house.readSearch(types, [['_count', '200']]));
    expect([...new Set(matches.map(({ type }) => type))].toSorted()).toEqual(types.toSorted());
    const errors = matches
      .map(resourceOf)
      .flatMap((each) => r4Validator.validate(each))
      .filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });
});
