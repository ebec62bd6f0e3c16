import { resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  absencesOverRecord,
  type Published,
  rotaOverRecord,
  type Span,
  type TeamRota,
} from '../../care/team/src/index.ts';
import { DST_WEEKS } from '../../care/team/src/testing/minutes.ts';
import { ENGINES_OF_TODAY, type StartedEngine } from '../../platform/store/src/testing/engines.ts';
import { race } from './race.ts';
import { memberNamed, nurse, PLANNER, ROLE, TEAM, type TeamRecord, teamRecord } from './team-record.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-10-01T09:00:00Z');
const [anna, bram] = [memberNamed(0), memberNamed(1)];
const week = DST_WEEKS.autumn;
const part = (from: number, until: number): Span => ({
  from: week.from + from * HOUR,
  until: week.from + until * HOUR,
});

describe.each(ENGINES_OF_TODAY)('the rota over the record on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let record: TeamRecord;
  let rota: TeamRota;

  beforeAll(async () => {
    if (skipped === undefined) engine = await start();
  });
  afterAll(async () => await engine?.stop());

  const fresh = async () => {
    record = await teamRecord(engine, 4, () => NOW);
    rota = rotaOverRecord(record.house);
  };
  const dutiesIn = async (span: Span) => (await rota.read(PLANNER, TEAM, span, [ROLE]))[0]?.duties ?? [];
  /** Publishes, agreeing to the gaps that it is asked about. */
  const published = async (
    span: Span,
    duties: readonly (Span & { holder: typeof anna })[],
  ): Promise<Published> => {
    const publication = { role: ROLE, span, duties, seen: await dutiesIn(span), agreed: [] };
    const first = await rota.publish(PLANNER, TEAM, publication);
    if (first.kind === 'published') return first;
    return await rota.publish(PLANNER, TEAM, { ...publication, agreed: first.gaps });
  };

  it.skipIf(skipped)(
    'asks before a rota with a gap is published, and asks again about another gap',
    async () => {
      await fresh();
      const publication = {
        role: ROLE,
        span: part(0, 24),
        duties: [{ ...part(0, 10), holder: anna }],
        seen: [],
        agreed: [],
      };
      const asks = await rota.publish(PLANNER, TEAM, publication);
      expect(asks).toEqual({
        kind: 'asks',
        gaps: [{ ...part(10, 24), kind: 'gap', because: 'nobody', planned: [] }],
      });
      expect(await dutiesIn(part(0, 24))).toEqual([]);
      const other = { ...part(11, 24), because: 'nobody' as const };
      expect(await rota.publish(PLANNER, TEAM, { ...publication, agreed: [other] })).toEqual(asks);
      const agreed = [{ ...part(10, 24), because: 'nobody' as const }];
      expect(await rota.publish(PLANNER, TEAM, { ...publication, agreed })).toEqual({ kind: 'published' });
      const [gap] = await rota.onCall(nurse(3), TEAM, week.from - HOUR, [ROLE]);
      expect(gap?.now).toMatchObject({ kind: 'gap', because: 'nobody', until: week.from });
      const [nurses, physicians] = await rota.onCall(nurse(3), TEAM, week.from + 9 * HOUR);
      expect(nurses).toMatchObject({
        role: 'consult-nurse',
        now: { holder: anna, until: part(0, 10).until },
        member: { name: 'Verzonnen 0' },
      });
      expect(physicians).toMatchObject({
        role: 'consult-physician',
        now: { kind: 'gap', because: 'nobody' },
      });
      expect(physicians).not.toHaveProperty('member');
    },
  );

  it.skipIf(skipped)('keeps of a swap who did it, when, and from whom to whom', async () => {
    await fresh();
    await published(part(0, 24), [
      { ...part(0, 12), holder: anna },
      { ...part(12, 24), holder: bram },
    ]);
    const [one, other] = await dutiesIn(part(0, 24));
    if (one === undefined || other === undefined) throw new Error('two duties were published');
    await rota.swap(PLANNER, TEAM, { role: ROLE, both: [one, other] });
    const after = await dutiesIn(part(0, 24));
    expect(after.map(({ id, holder }) => [id, holder])).toEqual([
      [one.id, bram],
      [other.id, anna],
    ]);
    const by = { reference: PLANNER.id, name: PLANNER.name };
    expect(after[0]?.history).toEqual([
      { kind: 'published', at: NOW.getTime(), by, ...part(0, 12), after: anna },
      { kind: 'swapped', at: NOW.getTime(), by, ...part(0, 12), before: anna, after: bram },
    ]);
    await expect(rota.swap(PLANNER, TEAM, { role: ROLE, both: [one, other] })).rejects.toMatchObject({
      status: 412,
    });
  });

  it.skipIf(skipped)(
    'lets one colleague ask another to swap, changes nothing until they agree, and keeps both and why',
    async () => {
      await fresh();
      await published(part(0, 24), [
        { ...part(0, 12), holder: anna },
        { ...part(12, 24), holder: bram },
      ]);
      const both = async () => {
        const [one, other] = await dutiesIn(part(0, 24));
        if (one === undefined || other === undefined) throw new Error('two duties were published');
        return { role: ROLE, both: [one, other] as const };
      };
      const forbidden = { code: 'forbidden' };
      await expect(rota.askSwap(nurse(2), TEAM, await both())).rejects.toMatchObject(forbidden);
      await rota.askSwap(nurse(0), TEAM, { ...(await both()), why: ' Mijn zus trouwt (verzonnen) ' });
      const [asking] = await dutiesIn(part(0, 24));
      expect(asking?.holder).toBe(anna);
      expect(asking?.asked).toMatchObject({ by: { name: 'invented-0 (invented)' }, at: NOW.getTime() });
      for (const other of [nurse(0), nurse(2), PLANNER])
        await expect(rota.answerSwap(other, TEAM, await both(), 'agree')).rejects.toMatchObject(forbidden);
      await expect(rota.answerSwap(nurse(2), TEAM, await both(), 'decline')).rejects.toMatchObject(forbidden);
      await rota.answerSwap(nurse(1), TEAM, await both(), 'decline');
      expect((await dutiesIn(part(0, 24)))[0]).not.toHaveProperty('asked');
      await expect(rota.answerSwap(nurse(1), TEAM, await both(), 'agree')).rejects.toMatchObject({
        status: 412,
      });
      await rota.askSwap(nurse(0), TEAM, { ...(await both()), why: 'Toch graag' });
      await rota.answerSwap(nurse(1), TEAM, await both(), 'agree');
      const [first, second] = await dutiesIn(part(0, 24));
      expect([first?.holder, second?.holder]).toEqual([bram, anna]);
      expect(first).not.toHaveProperty('asked');
      expect(first?.history.at(-1)).toMatchObject({
        kind: 'swapped',
        by: { reference: 'Practitioner/invented-1' },
        askedBy: { reference: 'Practitioner/invented-0' },
        why: 'Toch graag',
        before: anna,
        after: bram,
      });
    },
  );

  it.skipIf(skipped)('lets a colleague take over a part, and keeps the rest and the history', async () => {
    await fresh();
    await published(part(0, 24), [{ ...part(0, 24), holder: anna }]);
    const span = part(6, 8);
    await rota.handOver(nurse(1), TEAM, { role: ROLE, span, to: bram, seen: await dutiesIn(span) });
    const [{ stretches } = { stretches: [] }] = await rota.read(nurse(2), TEAM, part(0, 24), [ROLE]);
    expect(stretches).toMatchObject([{ holder: anna }, { ...span, holder: bram }, { holder: anna }]);
    const duties = await dutiesIn(part(0, 24));
    expect(duties[1]?.history.at(-1)).toMatchObject({
      kind: 'handed-over',
      by: { reference: 'Practitioner/invented-1' },
      before: anna,
      after: bram,
    });
  });

  it.skipIf(skipped)(
    'refuses a duty for a colleague from somebody who does not plan, and a publication',
    async () => {
      await fresh();
      await published(part(0, 24), [{ ...part(0, 24), holder: anna }]);
      const [span, seen] = [part(6, 8), await dutiesIn(part(6, 8))];
      const forbidden = { code: 'forbidden' };
      const handing = { role: ROLE, span, seen };
      await expect(rota.handOver(nurse(0), TEAM, { ...handing, to: bram })).rejects.toMatchObject(forbidden);
      await expect(rota.handOver(nurse(0), TEAM, { ...handing, to: undefined })).rejects.toMatchObject(
        forbidden,
      );
      const publication = { role: ROLE, span, duties: [], seen, agreed: [] };
      await expect(rota.publish(nurse(0), TEAM, publication)).rejects.toMatchObject(forbidden);
      const [duty] = seen;
      if (duty === undefined) throw new Error('there is a duty');
      await expect(rota.swap(nurse(0), TEAM, { role: ROLE, both: [duty, duty] })).rejects.toMatchObject(
        forbidden,
      );
      await expect(
        absencesOverRecord(record.house).record(nurse(0), TEAM, 'Practitioner/invented-1', span),
      ).rejects.toMatchObject(forbidden);
    },
  );

  it.skipIf(skipped)('makes duties of somebody who is away a gap at once, and gives them none', async () => {
    await fresh();
    const absences = absencesOverRecord(record.house);
    await published(part(0, 24), [{ ...part(0, 24), holder: anna }]);
    const gaps = await absences.record(nurse(0), TEAM, 'Practitioner/invented-0', part(3, 5));
    expect(gaps).toMatchObject([{ role: ROLE, gap: { ...part(3, 5), because: 'away', planned: [anna] } }]);
    const at = async (hour: number) =>
      (await rota.onCall(PLANNER, TEAM, week.from + hour * HOUR, [ROLE]))[0]?.now;
    expect(await at(4)).toMatchObject({ kind: 'gap', because: 'away' });
    expect(await at(5)).toMatchObject({ kind: 'member', holder: anna });
    const span = part(4, 6);
    await expect(
      rota.handOver(PLANNER, TEAM, { role: ROLE, span, to: anna, seen: await dutiesIn(span) }),
    ).rejects.toMatchObject({ code: 'business-rule' });
    await absences.takeBack(PLANNER, TEAM, 'Practitioner/invented-0', part(3, 5));
    expect(await at(4)).toMatchObject({ kind: 'member', holder: anna });
    await expect(
      absences.takeBack(PLANNER, TEAM, 'Practitioner/invented-0', part(3, 5)),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it.skipIf(skipped)(
    'lets one of twenty who fill the same gap have it, where no version is there to compare',
    async () => {
      await fresh();
      await published(part(0, 6), [{ ...part(0, 6), holder: anna }]);
      const span = part(6, 7);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          rota.handOver(PLANNER, TEAM, { role: ROLE, span, to: memberNamed(index % 4), seen: [] }),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await dutiesIn(span)).toHaveLength(1);
    },
  );

  it.skipIf(skipped)(
    'lets one of twenty who take over the same hour have it, and refuses nineteen',
    async () => {
      await fresh();
      await published(part(0, 24), [{ ...part(0, 24), holder: anna }]);
      const span = part(6, 7);
      const seen = await dutiesIn(span);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          rota.handOver(PLANNER, TEAM, { role: ROLE, span, to: memberNamed(1 + (index % 3)), seen }),
        ),
      );
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused).toHaveLength(19);
      for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict', status: 412 });
    },
  );

  it.skipIf(skipped)(
    'tells neither of two who stand on one minute in the record, where something else wrote them',
    async () => {
      await fresh();
      await published(part(0, 24), [{ ...part(0, 24), holder: anna }]);
      await published(part(24, 48), [{ ...part(24, 48), holder: bram }]);
      const [, later] = await dutiesIn(part(0, 48));
      if (later === undefined) throw new Error('two duties were published');
      const session = record.opened.store.session(PLANNER);
      const version = await session.read('Slot', later.id);
      if (version === undefined) throw new Error('the duty is in the record');
      const resource = resourceOf(version);
      const start = new Date(part(20, 48).from).toISOString();
      await session.change({ kind: 'update', id: later.id, resource: { ...resource, start } });
      const [now] = await rota.onCall(PLANNER, TEAM, week.from + 21 * HOUR, [ROLE]);
      expect(now).toMatchObject({ now: { kind: 'gap', because: 'contradiction', planned: [anna, bram] } });
    },
  );

  it.skipIf(skipped).each(['spring', 'autumn'] as const)(
    'leaves no minute to two people and no gap untold after people changed it at the same time, in the week of %s',
    async (season) => {
      await fresh();
      const report = await race(record, DST_WEEKS[season], { people: 6, actsEach: 6, seed: 20_261_122 });
      expect(report).toMatchObject({ doubled: [], wrong: [] });
      expect(report.made).toBeGreaterThan(6);
      expect(report.minutes).toBe(season === 'spring' ? 10_020 : 10_140);
    },
  );
});
