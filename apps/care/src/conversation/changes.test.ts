import type { DeskChanges, DeskFormLosses } from '@caecilia/careplan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor, volunteer, wardNurse } from '../consultation/testing/people.ts';
import { agreed, openTalking, type Talking } from './testing/talking.ts';

describe('what changed in a plan', () => {
  let talking: Talking;
  beforeAll(async () => {
    talking = await openTalking();
    talking.record.setNow('2026-11-02T09:00:00Z');
    await talking.say(doctor, {
      on: '2026-11-02T09:00:00Z',
      limits: { cpr: agreed('do', { because: 'Ik wil alles.' }), antibiotics: agreed('do') },
      earlier: { recorded: 'yes', comment: 'Bij de huisarts' },
      share: 'yes',
    });
    talking.record.setNow('2026-11-10T09:00:00Z');
    await talking.say(doctor, {
      on: '2026-11-10T09:00:00Z',
      limits: { cpr: agreed('doNot', { because: 'Ik wil rustig gaan.' }) },
    });
  });
  afterAll(async () => await talking.record.close());

  const changes = async (caller = doctor, query: Record<string, string> = {}) =>
    await talking.get<DeskChanges>(caller, 'plan-changes', query);

  it('between two days is what was, what is, by whom and because of what', async () => {
    const answer = await changes(doctor, { from: '2026-11-05', to: '2026-11-12' });
    expect(answer).toMatchObject({ since: 'chosen', from: '2026-11-05', to: '2026-11-12' });
    expect(answer.changes).toMatchObject([
      {
        key: 'cpr',
        before: { state: 'do', because: ['Ik wil alles.'] },
        after: { state: 'doNot', because: ['Ik wil rustig gaan.'], recorded: ['2026-11-10T09:00:00Z'] },
      },
    ]);
    expect(answer.changes[0]?.after.by).toEqual([expect.stringContaining('Verzonnen-anna')]);
  });

  it('is told from the last conversation on, to who never looked before today', async () => {
    expect(await changes(wardNurse)).toMatchObject({
      since: 'conversation',
      from: '2026-11-09',
      changes: [{ key: 'cpr' }],
    });
  });

  it('is told since the last day on which the caller looked, where they choose none', async () => {
    talking.record.setNow('2026-11-20T09:00:00Z');
    const answer = await changes();
    expect(answer).toMatchObject({ since: 'look', changes: [] });
    expect(answer.from).toBe(answer.lastLook);
    expect(answer.from.slice(0, 10)).toBe('2026-11-10');
  });

  it('is refused for days the wrong way round, for a day that is none, and to who may not see the plan', async () => {
    await expect(changes(doctor, { from: '2026-11-12', to: '2026-11-05' })).rejects.toMatchObject({
      code: 'value',
    });
    await expect(changes(doctor, { from: 'gisteren' })).rejects.toMatchObject({ code: 'value' });
    await expect(changes(volunteer)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is found behind more versions than one page of history has', async () => {
    const { record } = talking;
    const standing = (await talking.all('Consent')).find(
      ({ status, provision }) => status === 'active' && JSON.stringify(provision).includes('281789004'),
    );
    if (standing?.id === undefined) throw new Error('antibiotics were agreed');
    const { id, meta: _meta, ...kept } = standing;
    for (let version = 0; version < 104; version += 1)
      await record.put('Consent', id, { ...kept, identifier: [{ value: String(version) }] });
    await record.put('Consent', id, { ...kept, status: 'inactive' });
    const history = await record.record.store
      .session({ id: 'system:test', role: 'system', scope: { kind: 'everything' } })
      .history({ type: 'Consent', id, count: 1 });
    expect(history.total).toBeGreaterThan(100);
    const answer = await changes(doctor, { from: '2026-11-12' });
    expect(answer.changes).toMatchObject([{ key: 'antibiotics', before: { state: 'do' } }]);
  });

  it('stands beside what only the form holds, with its question and its answer', async () => {
    const losses = async (caller = doctor) => await talking.get<DeskFormLosses>(caller, 'form-losses');
    // The last form, of the second conversation, said nothing that has no place.
    expect(await losses()).toMatchObject({ losses: [] });
    talking.record.setNow('2026-11-21T09:00:00Z');
    await talking.say(doctor, { on: '2026-11-21T09:00:00Z', share: 'yes' });
    expect((await losses()).losses).toMatchObject([{ linkId: '1201', reason: 'noElement' }]);
    await expect(losses(volunteer)).rejects.toMatchObject({ code: 'not-found' });
  });
});
