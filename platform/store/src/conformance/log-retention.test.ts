import { describe, expect, it } from 'vitest';
import { partitions } from '../testing/emptied.ts';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { EVERYTHING, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

describe.each(ENGINES)('keeping the log on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let today = new Date('2020-01-31T23:59:59.999Z');

  /** Reads that go in one statement, the first half of them in one month and the rest in the next. */
  const readsAcross = async (before: string, after: string) => {
    const session = opened.store.session(EVERYTHING);
    today = new Date(before);
    const reads = Array.from({ length: 4 }, () => session.read('Patient', 'p'));
    today = new Date(after);
    reads.push(...Array.from({ length: 4 }, () => session.read('Patient', 'p')));
    await Promise.all(reads);
  };

  withSmallStore({ skipped, start, now: () => today }, async (store) => {
    opened = store;
    const session = opened.store.session(EVERYTHING);
    await session.change({ kind: 'update', id: 'p', resource: patient('Verzonnen', 'p') });
    await session.read('Patient', 'p');
    await readsAcross('2020-01-31T23:59:59.999Z', '2020-02-01T00:00:00.000Z');
    await session.read('Patient', 'p');
    await readsAcross('2020-02-29T23:59:59.999Z', '2020-03-01T00:00:00.000Z');
    await session.read('Patient', 'p');
  });

  const remove = (month: string) => opened.store.removeLogMonth(EVERYTHING, month);

  it.skipIf(skipped)('removes no month of which a line is younger than five years', async () => {
    for (const now of ['2020-03-02T00:00:00.000Z', '2025-01-31T23:59:59.999Z']) {
      today = new Date(now);
      await expect(remove('2020-01')).rejects.toMatchObject({ code: 'business-rule' });
    }
    await expect(remove('2020-13')).rejects.toMatchObject({ code: 'value' });
    await expect(remove('2019-12')).rejects.toMatchObject({ code: 'not-found' });
    expect(await opened.store.verify()).toMatchObject({ auditLines: 20 });
  });

  it.skipIf(skipped)('removes a month after its time, tells of it, and stays provable', async () => {
    today = new Date('2025-02-01T00:00:00.000Z');
    expect(await remove('2020-01')).toBe(6);
    expect(await partitions(opened.sql)).not.toContain('audit_2020_01');
    const report = await opened.store.verify();
    expect(report).not.toHaveProperty('firstBreak');
    expect(report.auditLines).toBe(15);
    const { lines } = await opened.store.log.lines({ from: today.toISOString(), count: 9 });
    expect(lines).toMatchObject([{ event: 'log-change', action: 'D', target: 'log/2020_01' }]);
  });

  it.skipIf(skipped)('goes on with the month behind it', async () => {
    today = new Date('2025-03-01T00:00:00.000Z');
    expect(await remove('2020-02')).toBe(9);
    const report = await opened.store.verify();
    expect(report).not.toHaveProperty('firstBreak');
    expect(report.auditLines).toBe(7);
  });

  it.skipIf(skipped)('is not deceived by a month that was taken out without a line about it', async () => {
    await opened.sql('alter table audit_anchor disable trigger audit_anchor_append_only');
    await opened.sql(`update audit_anchor set month = '2020_04' where month = '2020_02'`);
    expect((await opened.store.verify()).firstBreak).toEqual({
      place: 'log, month 2020_04',
      reason: 'its lines are gone, and no line tells that they were taken out after their time',
    });
    await expect(remove('2020-03')).rejects.toThrow();
    await opened.sql(`update audit_anchor set month = '2020_02' where month = '2020_04'`);
    await opened.sql('delete from audit_anchor');
    expect((await opened.store.verify()).firstBreak?.reason).toMatch(
      /before it (is|are) missing|are missing/,
    );
  });
});
