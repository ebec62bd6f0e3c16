import type { Chosen, DeskConflicts } from '@caecilia/careplan';
import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anna, doctor, gp, volunteer, WARD } from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { agreed, openTalking, type Talking } from './testing/talking.ts';

const transferNurse = person('transfer-nurse', 'Practitioner/transfer', WARD);

describe('sources that contradict', () => {
  let talking: Talking;
  const conflicts = async (caller: Caller = doctor) =>
    await talking.get<DeskConflicts>(caller, 'plan-conflicts');
  const choose = async (body: object, caller: Caller = doctor) =>
    await talking.post<Chosen>(caller, 'plan-conflicts', body);
  const copyOf = async (type: string, id: string, change: (text: string) => string) => {
    const [standing] = (await talking.all(type)).filter(
      ({ status, lifecycleStatus, ...rest }) =>
        (status ?? lifecycleStatus) === 'active' &&
        JSON.stringify(rest).includes('89666000') === (type === 'Consent'),
    );
    if (!standing) throw new Error(`there is no ${type}`);
    const { id: _id, meta: _meta, ...kept } = standing;
    await talking.record.put(type, id, JSON.parse(change(JSON.stringify(kept))) as object);
  };

  beforeAll(async () => {
    talking = await openTalking();
    await talking.say(doctor, {
      goal: { state: 'known', code: '713148004', note: 'Rust' },
      limits: { cpr: agreed('doNot', { because: 'Ik wil rustig gaan.' }) },
    });
    await copyOf('Consent', 'other-source', (text) => text.replace('"deny"', '"permit"'));
    await copyOf('Goal', 'other-goal', (text) => text.replaceAll('713148004', '385987000'));
  });
  afterAll(async () => await talking.record.close());

  it('are shown beside each other, each with its date, its reason and who agreed', async () => {
    const { conflicts: found, mayResolve } = await conflicts();
    expect(mayResolve).toBe(true);
    expect(found.map(({ key }) => key)).toEqual(['cpr', 'goal']);
    expect(found[0]?.options.map(({ kind }) => kind).toSorted()).toEqual(['do', 'doNot']);
    for (const option of found.flatMap(({ options }) => options))
      expect(option).toMatchObject({ recorded: expect.any(String) as string, readable: true });
    expect(found[0]?.options[0]?.parties.length).toBeGreaterThan(0);
  });

  it.each([
    ['a transfer nurse', transferNurse, 'forbidden'],
    ['the patient', anna, 'forbidden'],
    ['a volunteer', volunteer, 'not-found'],
    ['a general practitioner without permission', gp, 'not-found'],
  ])('are not resolved by %s', async (_who, caller, code) => {
    const [conflict] = (await conflicts()).conflicts;
    const body = {
      key: 'cpr',
      keep: conflict?.options[0]?.reference,
      seen: conflict?.seen,
      because: 'Omdat.',
    };
    await expect(choose(body, caller)).rejects.toMatchObject({ code });
    expect((await conflicts()).conflicts).toHaveLength(2);
  });

  it.each([
    ['no reason', { because: ' ' }, 'because'],
    ['a source that is none of them', { keep: 'Consent/elsewhere' }, 'keep'],
  ])('are not resolved with %s', async (_name, more, expression) => {
    const [conflict] = (await conflicts()).conflicts;
    const body = {
      key: 'cpr',
      keep: conflict?.options[0]?.reference,
      seen: conflict?.seen,
      because: 'Omdat.',
      ...more,
    };
    await expect(choose(body)).rejects.toMatchObject({ issues: [{ expression: [expression] }] });
  });

  it('are not resolved on what was seen before somebody changed one of them', async () => {
    const [conflict] = (await conflicts()).conflicts;
    const stale = (conflict?.seen ?? []).map((each) => each.replace(/\d+$/, '99'));
    const keep = conflict?.options[0]?.reference;
    const answer = await choose({ key: 'cpr', keep, seen: stale, because: 'Omdat.' });
    expect(answer).toMatchObject({ kind: 'conflict', conflicts: [{ key: 'cpr' }, { key: 'goal' }] });
  });

  it('are resolved by a person who says why: the other ends with that reason, and stays readable', async () => {
    const [conflict] = (await conflicts()).conflicts;
    const keep = conflict?.options.find(({ kind }) => kind === 'doNot')?.reference;
    const because = 'Met Anna besproken.';
    const answer = await choose({ key: 'cpr', keep, seen: conflict?.seen, because });
    expect(answer).toMatchObject({ kind: 'resolved', conflicts: [{ key: 'goal' }] });
    const row = (await talking.plan()).limits.find(({ key }) => key === 'cpr');
    expect(row).toMatchObject({
      state: 'doNot',
      former: [{ became: 'ended', entry: { decision: { kind: 'do' } } }],
    });
    expect(row?.former[0]?.entry.endReason).toContain(because);
    expect(await talking.record.invalid(['Consent', 'Goal'])).toEqual([]);
  });

  it('about the goal are resolved in the same way', async () => {
    const [conflict] = (await conflicts()).conflicts;
    if (!conflict) throw new Error('two goals contradict');
    const keep = conflict.options.find(({ because }) => because === 'Rust')?.reference;
    expect(await choose({ key: 'goal', keep, seen: conflict.seen, because: 'Zo gezegd.' })).toEqual({
      kind: 'resolved',
      conflicts: [],
    });
    const { goal } = await talking.plan();
    expect(goal.current.map(({ original }) => `Goal/${original.id}`)).toEqual([keep]);
    const ended = (await talking.all('Goal')).find(({ lifecycleStatus }) => lifecycleStatus === 'cancelled');
    expect(ended).toMatchObject({ statusReason: expect.stringContaining('Zo gezegd.') as string });
  });

  it('with a declaration of the patient among them end no declaration', async () => {
    await talking.record.put('Consent', 'declared', {
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] },
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentcategorycodes', code: 'acd' }] },
      ],
      patient: { reference: 'Patient/anna' },
      dateTime: '2026-01-10',
      policyRule: { text: 'WGBO' },
      provision: {
        code: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.14.1', code: 'NR' }] }],
      },
    });
    await copyOf('Consent', 'third-source', (text) => text.replace('"deny"', '"permit"'));
    for (const { id } of (await talking.all('Consent')).filter(
      ({ status, provision, id: own }) =>
        status === 'active' && own !== 'third-source' && JSON.stringify(provision).includes('89666000'),
    ))
      await talking.record.record.store
        .session({ id: 'system:test', role: 'system', scope: { kind: 'everything' } })
        .change({ kind: 'delete', type: 'Consent', id: String(id) });
    const [conflict] = (await conflicts()).conflicts;
    const [declared, other] = [true, false].map((wanted) =>
      conflict?.options.find(({ declaration }) => declaration === wanted),
    );
    const body = { key: 'cpr', seen: conflict?.seen, because: 'Omdat.' };
    await expect(choose({ ...body, keep: other?.reference })).rejects.toMatchObject({
      code: 'business-rule',
    });
    expect(await choose({ ...body, keep: declared?.reference })).toMatchObject({ kind: 'resolved' });
    expect((await talking.plan()).limits.find(({ key }) => key === 'cpr')).toMatchObject({ state: 'doNot' });
  });
});
