import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtAlerts } from './alert-book.ts';
import { type AgreementHouse, agreementHouse, callerOf, type PersonName } from './testing/agreement-house.ts';
import { workIn } from './testing/office-work.ts';

let house: AgreementHouse;
let work: ReturnType<typeof workIn>;
beforeAll(async () => {
  house = await agreementHouse();
  work = workIn(house);
});
afterAll(() => house?.close());

const researcher = callerOf('researcher');
const officer = callerOf('officer');
const who = (name: PersonName) => callerOf(name);

describe('alerts in the register', () => {
  const alertsOf = (id: string) =>
    house.ports.register.read((db) =>
      db
        .selectFrom('agreement_alert')
        .selectAll()
        .where('agreement_id', '=', id)
        .orderBy('due_day')
        .orderBy('kind')
        .execute(),
    );
  const told = async (id: string) =>
    (
      await house.opened.sql.query(
        { text: "select facts from register.outbox where kind = 'agreement.alert' and id = $1" },
        [id],
      )
    ).length;

  it('are written and told once, also when ten look at the same time', async () => {
    const id = await work.active({ effective: '2026-08-01', expires: '2026-11-30' });
    await Promise.all(Array.from({ length: 10 }, () => lookAtAlerts(house.ports.register, new Set())));
    const before = await alertsOf(id);
    expect(before.map(({ kind }) => kind)).toEqual(['evaluation', 'expiry-180']);
    expect(await told(id)).toBe(2);
    await lookAtAlerts(house.ports.register, new Set());
    expect(await told(id)).toBe(2);
  });

  it('are withdrawn when the dates change, and open again without being told twice when they change back', async () => {
    const id = await work.active({ effective: '2026-08-01', expires: '2026-11-30' });
    const change = async (expires: string) =>
      (
        await house.ask('PATCH', `/agreements/${id}`, {
          as: officer,
          rev: await work.revOf(id),
          body: { expires },
        })
      ).status;
    const first = await told(id);
    expect([await change('2030-11-30'), (await alertsOf(id)).map(({ status }) => status)]).toEqual([
      200,
      ['withdrawn', 'withdrawn'],
    ]);
    expect([await change('2026-11-30'), (await alertsOf(id)).map(({ status }) => status)]).toEqual([
      200,
      ['open', 'open'],
    ]);
    expect(await told(id)).toBe(first);
  });

  it('are dealt with by who keeps the agreement, once', async () => {
    const id = await work.active({ effective: '2026-08-01', expires: '2026-11-30' });
    const body = { kind: 'expiry-180', dueDay: '2026-06-03' };
    const done = (as: ReturnType<typeof callerOf>) =>
      house.ask('POST', `/agreements/${id}/alerts/done`, { as, body });
    expect((await done(who('reader'))).status).toBe(403);
    expect([(await done(officer)).status, (await done(officer)).status]).toEqual([200, 404]);
  });

  it('remind of an approval that waits, after so many working days', async () => {
    const id = await work.upForApproval();
    house.later(7);
    await lookAtAlerts(house.ports.register, new Set());
    house.later(-7);
    expect((await alertsOf(id)).map(({ kind, due_day }) => [kind, due_day])).toEqual([
      ['approval unit-head', '2026-08-31'],
    ]);
    const { body } = await house.ask('GET', '/agreement-alerts', { as: researcher, query: { limit: '200' } });
    expect(body.items.find((item) => item.agreement === id)?.words.en).toBe('Waits for approval: reminder');
  });

  it('on knowledge security are not for every reader', async () => {
    const id = await work.active({ effective: '2026-08-01' });
    house.later(360);
    await lookAtAlerts(house.ports.register, new Set());
    house.later(-360);
    expect((await alertsOf(id)).map(({ kind }) => kind)).toContain('security-30');
    const sees = async (name: PersonName) => {
      const { body } = await house.ask('GET', '/agreement-alerts', {
        as: who(name),
        query: { limit: '200' },
      });
      return body.items.some((item) => item.agreement === id && item.kind === 'security-30');
    };
    for (const name of ['researcher', 'officer', 'head', 'adviser', 'legal'] as const)
      expect([name, await sees(name)]).toEqual([name, true]);
    for (const name of ['reader', 'privacy', 'editor', 'administrator'] as const)
      expect([name, await sees(name)]).toEqual([name, false]);
  });
});
