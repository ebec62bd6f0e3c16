import type { RecordSession } from '@caecilia/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashOfLine, headColumns } from '../log/line.ts';
import { emptied, partitions } from '../testing/emptied.ts';
import { ENGINES_OF_TODAY, type OpenedStore } from '../testing/engines.ts';
import { callerWith, EVERYTHING, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

describe.each(ENGINES_OF_TODAY)('the chain of the log on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let session: RecordSession;

  withSmallStore({ skipped, start }, (store) => {
    opened = store;
    session = opened.store.session(EVERYTHING);
  });
  beforeEach(async () => {
    if (skipped !== undefined) return;
    await emptied(opened.sql);
    await session.change({ kind: 'update', id: 'p', resource: patient('Verzonnen', 'p') });
    for (let n = 0; n < 6; n += 1) await session.read('Patient', 'p');
    await session.vread('Patient', 'p', 1);
    await session.history({ type: 'Patient', id: 'p', count: 5 });
    await session.read('Patient', 'nobody');
  });

  /** Does it as the owner of the database, who can switch the triggers off. */
  const asOwner = async (...statements: readonly string[]) => {
    const tables = ['audit', ...(await partitions(opened.sql))];
    for (const table of tables) await opened.sql(`alter table ${table} disable trigger audit_append_only`);
    for (const statement of statements) await opened.sql(statement);
    for (const table of tables) await opened.sql(`alter table ${table} enable trigger audit_append_only`);
  };
  const firstBreak = async () => (await opened.store.verify()).firstBreak;

  /** A lane with at least four lines, and its length. */
  const longLane = async () => {
    const [row] = await opened.sql(
      'select lane, n::int as lines from audit_lane order by n desc, lane limit 1',
    );
    const [lane, lines] = [Number(row?.lane), Number(row?.lines)];
    expect(lines).toBeGreaterThan(4);
    return { lane, lines };
  };
  const placeOf = async (lane: number, n: number) => {
    const [row] = await opened.sql(
      `select seq::text, to_char(at, 'YYYY-MM') as month from audit where lane = $1::int and n = $2::int`,
      [lane, n],
    );
    return `log, lane ${lane}, line ${n} (seq ${String(row?.seq)}, ${String(row?.month)})`;
  };

  it.skipIf(skipped)('holds when nobody meddled, and its ends are told', async () => {
    const report = await opened.store.verify();
    expect(report).not.toHaveProperty('firstBreak');
    expect(report.auditLines).toBe(10);
    for (const { lines, hash } of report.lanes) {
      expect(lines).toBeGreaterThan(0);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.skipIf(skipped)('names the line of which any column was changed', async () => {
    const { lane } = await longLane();
    const edits = [
      [`at = at + interval '1 microsecond'`, `at = at - interval '1 microsecond'`],
      [`event = 'print'`, undefined],
      [`action = 'D'`, undefined],
      ['outcome = 8', undefined],
      [`request = 'other'`, undefined],
      ['type = 7', undefined],
      [`target = 'q'`, undefined],
      ['vid = 99', undefined],
      [`patient = gen_random_uuid()`, undefined],
      [`returned = '{Patient/q}'`, undefined],
      [`detail = 'x'`, undefined],
      ['seq = seq + 1000', 'seq = seq - 1000'],
      ['who = who + 1', 'who = who - 1'],
      [`after = 'x'`, undefined],
      [`hash = sha256('x')`, undefined],
    ] as const;
    const where = `where lane = ${lane} and n = 3`;
    const place = await placeOf(lane, 3);
    for (const [edit, back] of edits) {
      const column = edit.split(' ')[0] ?? '';
      await asOwner(
        `create table kept as select ${column} as value from audit ${where}`,
        `update audit set ${edit} ${where}`,
      );
      const found = await firstBreak();
      expect({ edit, place: found?.place.replace(/seq \d+/, '') }).toEqual({
        edit,
        place: place.replace(/seq \d+/, ''),
      });
      const restore = back ?? `${column} = (select value from kept)`;
      await asOwner(`update audit set ${restore} ${where}`, 'drop table kept');
      expect(await firstBreak()).toBeUndefined();
    }
  });

  it.skipIf(skipped)('names the line behind one that was changed together with its hash', async () => {
    const { lane } = await longLane();
    const [line] = await opened.sql(
      `select at, who::text, event, action, type, seq::text, vid, outcome, patient from audit where lane = ${lane} and n = 3`,
    );
    const [who] = await opened.sql('select user_id, role from audit_who where key = $1::bigint', [
      line?.who ?? '',
    ]);
    expect(who).toEqual({ user_id: EVERYTHING.id, role: EVERYTHING.role });
    const { head } = headColumns({
      atMs: Date.parse(String(line?.at)),
      caller: EVERYTHING,
      event: 'print',
      action: 'R',
      typeNumber: Number(line?.type),
      target: 'p',
    });
    const forged = hashOfLine(head, {
      seq: String(line?.seq),
      versionId: Number(line?.vid),
      patient: String(line?.patient),
      outcome: 0,
    });
    await asOwner(
      `update audit set event = 'print', hash = '\\x${forged.toString('hex')}' where lane = ${lane} and n = 3`,
    );
    const found = await firstBreak();
    expect(found?.place).toBe(await placeOf(lane, 4));
    expect(found?.reason).toMatch(/line 3 was changed together with its hash$/);
  });

  it.skipIf(skipped)('names the place where a line was taken out of the middle', async () => {
    const { lane } = await longLane();
    await asOwner(`delete from audit where lane = ${lane} and n = 3`);
    expect(await firstBreak()).toEqual({
      place: await placeOf(lane, 4),
      reason: 'line 3 before it is missing',
    });
  });

  it.skipIf(skipped)('names the lane whose last lines were taken out', async () => {
    const { lane, lines } = await longLane();
    await asOwner(`delete from audit where lane = ${lane} and n > ${lines - 2}`);
    expect(await firstBreak()).toEqual({
      place: `log, lane ${lane}, line ${lines}`,
      reason: 'the last 2 lines of the lane are missing',
    });
  });

  it.skipIf(skipped)('names the lane whose end was set back to hide that', async () => {
    const { lane, lines } = await longLane();
    await asOwner(
      `delete from audit where lane = ${lane} and n = ${lines}`,
      `update audit_lane set n = n - 1 where lane = ${lane}`,
    );
    expect((await firstBreak())?.reason).toMatch('the end of the lane is not what was noted of it');
  });

  const copied = (lane: number | string, n: string, from: { lane: number; n: number }) => `
    insert into audit (seq, at, lane, n, who, event, action, outcome, type, target, after, hash)
    select 1000 * nextval('audit_seq'), at, ${lane}, ${n}, who, event, action, outcome, type, target, after, hash
    from audit where lane = ${from.lane} and n = ${from.n}`;

  it.skipIf(skipped)('names a line that was inserted in the middle, at the end or in no lane', async () => {
    const { lane, lines } = await longLane();
    await asOwner(copied(lane, '3', { lane, n: 2 }));
    expect((await firstBreak())?.place).toContain(`log, lane ${lane}, line 3 (`);
    await asOwner(`delete from audit where seq = (select max(seq) from audit)`);
    expect(await firstBreak()).toBeUndefined();

    await asOwner(copied(lane, String(lines + 1), { lane, n: 2 }));
    expect(await firstBreak()).toMatchObject({ reason: 'it was inserted: the lane ends before it' });
    await asOwner(`delete from audit where seq = (select max(seq) from audit)`);

    await asOwner(copied(999, '1', { lane, n: 2 }));
    expect(await firstBreak()).toMatchObject({ reason: 'it was inserted: it belongs to no lane' });
  });

  it.skipIf(skipped)('names the first line of a person whose row was changed or taken out', async () => {
    const other = opened.store.session(callerWith({ kind: 'everything' }));
    await other.read('Patient', 'p');
    const [line] = await opened.sql(
      `select lane, n::int from audit join audit_who w on w.key = who where user_id = 'Practitioner/invented'`,
    );
    const place = await placeOf(Number(line?.lane), Number(line?.n));
    const meddle = async (statement: string) => {
      await opened.sql('alter table audit_who disable trigger audit_who_append_only');
      await opened.sql(statement);
      await opened.sql('alter table audit_who enable trigger audit_who_append_only');
    };
    await meddle(`update audit_who set role = 'nurse' where user_id = 'Practitioner/invented'`);
    expect(await firstBreak()).toEqual({ place, reason: 'the row that says who did it was changed' });
    await meddle(`update audit_who set role = 'physician' where user_id = 'Practitioner/invented'`);
    expect(await firstBreak()).toBeUndefined();
    await opened.sql(`create table kept as select * from audit_who where user_id = 'Practitioner/invented'`);
    await meddle(`delete from audit_who where user_id = 'Practitioner/invented'`);
    expect(await firstBreak()).toEqual({ place, reason: 'the row that says who did it is missing' });
    await meddle('insert into audit_who select * from kept');
    await opened.sql('drop table kept');
    expect(await firstBreak()).toBeUndefined();
  });

  it.skipIf(skipped)('goes on after a transaction that was rolled back', async () => {
    const failing = session.transaction(async (transaction) => {
      await transaction.write([{ kind: 'update', id: 'q', resource: patient('Half', 'q') }]);
      await transaction.read('Patient', 'p');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await session.transaction((transaction) => transaction.read('Patient', 'p'));
    expect(await firstBreak()).toBeUndefined();
  });

  it.skipIf(skipped)('holds when many read and write at the same time', async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        if (n % 3 === 0)
          await session.change({ kind: 'update', id: `m${n}`, resource: patient('Veel', `m${n}`) });
        else if (n % 3 === 1) await session.read('Patient', 'p');
        else await session.transaction((transaction) => transaction.read('Patient', 'p'));
      }),
    );
    expect(await opened.store.verify()).toMatchObject({ auditLines: 70 });
    expect(await firstBreak()).toBeUndefined();
  });

  it.skipIf(skipped)('has no place for a line of a connection without a lane: the read fails', async () => {
    await asOwner(`create table lanes as select * from audit_lane`);
    await opened.sql('alter table audit_lane disable trigger audit_lane_stays');
    await opened.sql('delete from audit_lane');
    await expect(session.read('Patient', 'p')).rejects.toThrow('null value');
    await opened.sql('insert into audit_lane select * from lanes');
    await opened.sql('drop table lanes');
    await opened.sql('alter table audit_lane enable trigger audit_lane_stays');
    expect(await session.read('Patient', 'p')).toBeDefined();
  });
});
