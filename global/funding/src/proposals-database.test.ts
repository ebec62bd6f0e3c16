import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fundingReferences } from './references.ts';
import { HEAD, OFFICER, ORGS, OTHER, openFunding, PARTNER, READER, refusal } from './testing/house.ts';

/** Monday of the week of the script, two in the afternoon in Amsterdam. */
const clock = { now: new Date('2026-08-24T12:00:00Z') };
let house: Awaited<ReturnType<typeof openFunding>>;
beforeAll(async () => {
  house = await openFunding(clock);
});
afterAll(async () => {
  await house?.opened.close();
});

const by = (caller: typeof OFFICER, more: object = {}) => ({ caller, now: clock.now, ...more });

let calls = 0;
const typed = (fields: object) => {
  calls += 1;
  const body = { code: `CALL-${calls}`, title: 'A typed call', url: 'https://funder.example', ...fields };
  return house.ask<{ readonly id: string }>('POST /funding-calls', by(OFFICER, { body }));
};

describe('a proposal', () => {
  interface Proposal {
    readonly id: string;
    readonly rev: number;
    readonly state: string;
    readonly budget?: number;
    readonly consortium: readonly object[];
    readonly lacks: readonly string[];
  }
  interface Task {
    readonly id: string;
    readonly rev: number;
    readonly code: string;
    readonly org: string | null;
    readonly due: string;
    readonly doneAt: string | null;
  }
  const consortium = [
    { org: ORGS[0], role: 'coordinator', budget: 100 },
    { org: ORGS[1], role: 'beneficiary', budget: 50 },
  ];
  const begin = async (body: object = {}) => {
    const call = await typed({ days: ['2026-12-01'], budgetMax: 1000 });
    return await house.ask<Proposal>(
      'POST /funding-proposals',
      by(READER, { body: { call: call.id, title: 'Strings', role: 'partner', consortium, ...body } }),
    );
  };
  const step = ({ id, rev }: Proposal, caller: typeof READER, to: string, reason?: string) =>
    house.ask<Proposal>(
      'POST /funding-proposals/:id/state',
      by(caller, { params: { id }, ifMatch: rev, body: { to, ...(reason === undefined ? {} : { reason }) } }),
    );
  const tasks = async ({ id }: Proposal) =>
    (
      await house.ask<{ tasks: readonly Task[] }>(
        'GET /funding-proposals/:id/tasks',
        by(READER, { params: { id } }),
      )
    ).tasks;

  it('gets its dated tasks with a go, in the same change', async () => {
    const begun = await begin();
    expect(await tasks(begun)).toEqual([]);
    const gone = await step(begun, HEAD, 'go');
    expect(gone.state).toBe('go');
    expect((await tasks(gone)).map(({ code, due }) => `${due} ${code}`)).toEqual([
      '2026-10-20 security-check',
      '2026-10-22 consortium',
      '2026-11-03 budget-request',
      '2026-11-03 budget-request',
      '2026-11-10 letter-of-intent',
      '2026-11-10 letter-of-intent',
      '2026-11-13 ethics',
      '2026-11-17 budget',
      '2026-11-24 approval',
      '2026-11-26 draft-upload',
      '2026-11-30 submit',
    ]);
    const stopped = await step(gone, HEAD, 'no-go', 'the coordinator withdrew');
    expect(await tasks(stopped)).toEqual([]);
    const again = await step(await step(stopped, READER, 'idea'), HEAD, 'go');
    expect(await tasks(again)).toHaveLength(11);
  });

  it('is decided by a head alone, with a reason for a no-go, on what was seen', async () => {
    const begun = await begin();
    for (const caller of [READER, OFFICER])
      expect(await refusal(step(begun, caller, 'go'))).toMatch(/^403 A head decides/);
    expect(await refusal(step(begun, HEAD, 'no-go'))).toContain('needs its reason');
    expect(await refusal(step({ ...begun, rev: 9 }, HEAD, 'go'))).toMatch(/^412/);
    expect(await refusal(step(begun, READER, 'submitted'))).toContain('can become go or no-go');
    expect(await refusal(step(begun, PARTNER, 'idea'))).toMatch(/^403/);
  });

  it('gets no go, and no half of one, where something is lacking', async () => {
    const alone = await begin({ consortium: consortium.slice(0, 1) });
    expect(await refusal(step(alone, HEAD, 'go'))).toContain('nobody else takes part');
    const unknown = await begin({
      consortium: [...consortium, { org: '00000000-0000-4000-8000-0000000000ff', role: 'associated' }],
    });
    expect(await refusal(step(unknown, HEAD, 'go'))).toContain('1 of the partners are not in the directory');
    const read = await house.ask<Proposal>(
      'GET /funding-proposals/:id',
      by(READER, { params: { id: unknown.id } }),
    );
    expect([read.state, read.rev, await tasks(unknown)]).toEqual(['idea', 1, []]);
  });

  it('shows what each partner asks for to its owner, an officer, a head and legal, and to nobody else', async () => {
    const begun = await begin();
    const seen = (caller: typeof READER) =>
      house.ask<Proposal>('GET /funding-proposals/:id', by(caller, { params: { id: begun.id } }));
    expect((await seen(READER)).budget).toBe(150);
    expect((await seen(HEAD)).consortium[0]).toHaveProperty('budget', 100);
    const noted = () =>
      house.opened.sql.query({ text: "select by from register.log where kind = 'read' and id = $1" }, [
        begun.id,
      ]);
    expect(await noted()).toEqual([{ by: READER.id }, { by: HEAD.id }]);
    const hidden = await seen(OTHER);
    expect(await noted()).toHaveLength(2);
    expect(hidden.budget).toBeUndefined();
    expect(hidden.consortium.filter((member) => 'budget' in member)).toEqual([]);
  });

  it('is changed by its owner or an officer, not by another reader, and not once it was sent', async () => {
    const begun = await begin();
    const change = (caller: typeof READER, rev: number) =>
      house.ask<Proposal>(
        'PATCH /funding-proposals/:id',
        by(caller, { params: { id: begun.id }, ifMatch: rev, body: { title: 'Wires' } }),
      );
    expect(await refusal(change(OTHER, 1))).toMatch(/^403/);
    const changed = await change(READER, 1);
    const sent = await step(await step(changed, HEAD, 'go'), READER, 'submitted');
    expect(await refusal(change(OFFICER, sent.rev))).toContain('not changed any more');
    const [task] = await tasks(sent);
    if (task === undefined) throw new Error('no task');
    const done = (caller: typeof READER) =>
      house.ask<Task>(
        'POST /funding-tasks/:id/done',
        by(caller, { params: { id: task.id }, ifMatch: task.rev }),
      );
    expect(await refusal(done(OTHER))).toMatch(/^403/);
    expect((await done(READER)).doneAt).toBe(clock.now.toISOString());
  });

  it('names another partner once two records of one are merged, with its tasks, and never one partner twice', async () => {
    const begun = await step(await begin(), HEAD, 'go');
    const references = fundingReferences();
    const [first = '', second = '', third = ''] = ORGS;
    const merge = (from: string, to: string) =>
      house.register.change(HEAD, 'merged two organisations', async (change) => {
        const all = change as unknown as Parameters<typeof references.find>[0];
        const found = await references.find(all, { kind: 'organisation', id: from });
        const own: boolean[] = [];
        for (const each of found)
          own.push(await references.move(all, each, { kind: 'organisation', from, to }));
        return own;
      });
    expect(new Set(await merge(second, first))).toContain(false);
    expect(new Set(await merge(second, third))).toEqual(new Set([true]));
    const { consortium: now } = await house.ask<Proposal>(
      'GET /funding-proposals/:id',
      by(READER, { params: { id: begun.id } }),
    );
    expect(now).toMatchObject([{ org: first }, { org: third, budget: 50 }]);
    expect((await tasks(begun)).map((task) => task.org).filter((org) => org === second)).toEqual([]);
    await merge(third, second);
  });

  it('that was awarded has one grant, of a funder known by its organisation', async () => {
    const csv = 'Funder ID,ROR ID\n10.13039/501100001826,https://ror.org/04jsz6e67';
    await house.ask('POST /funding-funders/load', by(OFFICER, { body: { csv } }));
    const sent = await step(await step(await begin(), HEAD, 'go'), READER, 'submitted');
    const body = {
      funder: '10.13039/501100001826',
      awardId: 'A-1',
      amount: 5,
      from: '2027-01-01',
      until: '2028-12-31',
    };
    const keep = (caller: typeof READER) =>
      house.ask<object>('POST /funding-proposals/:id/grant', by(caller, { params: { id: sent.id }, body }));
    expect(await refusal(keep(READER))).toMatch(/^403/);
    expect(await refusal(keep(OFFICER))).toContain('is submitted');
    await step(sent, READER, 'awarded');
    const kept = await keep(OFFICER);
    expect(kept).toMatchObject({
      funder: 'https://ror.org/04jsz6e67',
      from: '2027-01-01',
      until: '2028-12-31',
    });
    expect(await refusal(keep(OFFICER))).toMatch(/^409/);
    const { grants } = await house.ask<{ grants: readonly object[] }>('GET /funding-grants', by(READER));
    expect(grants).toEqual([kept]);
  });
});
