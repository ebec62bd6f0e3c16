import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AgreementHouse,
  agreementHouse,
  callerOf,
  NOBODY,
  type PersonName,
} from './testing/agreement-house.ts';
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

describe('a proposal', () => {
  it('is saved with anything missing, resumed, and gets a number once it is whole', async () => {
    const begun = await house.ask('POST', '/agreements', {
      as: researcher,
      body: { title: { en: 'Virtual consults' } },
    });
    expect(begun.status).toBe(201);
    const { id } = begun.body;
    const early = await work.to(id, 'proposed', researcher);
    expect([early.status, early.body.code]).toEqual([422, 'jump.not-yet']);
    const edited = await house.ask('PATCH', `/agreements/${id}`, {
      as: researcher,
      rev: begun.body.rev,
      body: {
        why: 'They ask.',
        parties: [{ role: 'partner', name: 'Rumah Lentera' }],
        strands: ['care'],
        countries: ['ID'],
        contact: 'Sari Contoh',
        unit: 'Home care',
      },
    });
    expect(edited.status).toBe(200);
    const proposed = await work.to(id, 'proposed', researcher);
    expect(proposed.body.code).toMatch(/^AG-2026-\d{3}$/);
    const expected = await house.ask('GET', `/agreements/${id}/expected`, { as: researcher });
    expect(expected.body.missing).toEqual([]);
    expect(expected.body.decisions[0]?.who.en).toBe('the adviser on knowledge security');
  });

  it('has a number of its own, also when ten are handed in at once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => work.begun()));
    const all = await Promise.all(ids.map((id) => work.to(id, 'proposed', researcher)));
    expect(new Set(all.map(({ body }) => body.code)).size).toBe(10);
  });

  it('is changed by its owner and by officers, and by no other reader, adviser, editor or administrator', async () => {
    const id = await work.begun();
    for (const name of ['reader', 'adviser', 'editor', 'administrator', 'legal', 'privacy'] as const) {
      const refused = await house.ask('PATCH', `/agreements/${id}`, {
        as: who(name),
        rev: 1,
        body: { why: 'Mine.' },
      });
      expect([name, refused.status]).toEqual([name, 403]);
    }
    expect(
      (await house.ask('PATCH', `/agreements/${id}`, { as: officer, rev: 1, body: { why: 'Better.' } }))
        .status,
    ).toBe(200);
  });

  it('is not overwritten by who saw an older state, nor changed by who saw none', async () => {
    const id = await work.begun();
    await house.ask('PATCH', `/agreements/${id}`, { as: researcher, rev: 1, body: { why: 'One.' } });
    expect(
      (await house.ask('PATCH', `/agreements/${id}`, { as: researcher, rev: 1, body: { why: 'Two.' } }))
        .status,
    ).toBe(412);
    expect(
      (await house.ask('PATCH', `/agreements/${id}`, { as: researcher, body: { why: 'Two.' } })).status,
    ).toBe(428);
  });

  it('names parties that are in the directory, or by their name', async () => {
    const begin = (parties: object[]) =>
      house.ask('POST', '/agreements', { as: researcher, body: { parties } });
    const refused = await begin([
      { role: 'partner', name: 'Rumah Lentera' },
      { role: 'partner', org: NOBODY },
    ]);
    expect([refused.status, refused.body.code]).toEqual([400, 'parties.1.org']);
    expect((await begin([{ role: 'partner', name: 'Rumah Lentera' }])).status).toBe(201);
  });

  it('for a memorandum cannot ask for places, and is told what can', async () => {
    const id = await work.begun({ kind: 'mou' });
    const refused = await house.ask('PATCH', `/agreements/${id}`, {
      as: researcher,
      rev: 1,
      body: { carries: ['student-places'] },
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'kind.student-places']);
    expect(refused.body.detail).toContain('student exchange agreement');
    const promised = await house.ask('POST', `/agreements/${id}/activities`, {
      as: researcher,
      body: { kind: 'students', direction: 'out', count: 4, per: 'year' },
    });
    expect([promised.status, promised.body.code]).toEqual([422, 'kind.student-places']);
    const changed = await house.ask('PATCH', `/agreements/${id}`, {
      as: researcher,
      rev: 1,
      body: { kind: 'student-exchange', carries: ['student-places'] },
    });
    expect(changed.status).toBe(200);
  });
});

describe('nobody outside', () => {
  it('calls any address: no visitor without a role, and no partner through a link', async () => {
    const link = { subject: 'agreement', id: 'x' };
    for (const caller of [
      { id: 'x', name: 'Visitor', roles: [] },
      { id: 'x', name: 'Partner', roles: ['head', 'administrator'] as const, link },
    ])
      expect(house.endpoints.filter((endpoint) => endpoint.may(caller))).toEqual([]);
  });
});

describe('an agreement that is signed', () => {
  it('becomes active with the text that was signed, which then counts on its days', async () => {
    const id = await work.approved();
    expect((await work.to(id, 'active')).body.code).toBe('jump.too-far');
    await work.to(id, 'signing');
    expect((await work.to(id, 'active')).body.code).toBe('jump.not-yet');
    await work.signed(id);
    expect((await work.to(id, 'active')).status).toBe(200);
    const on = async (day: string) =>
      (await house.ask('GET', `/agreements/${id}/in-force`, { as: researcher, query: { day } })).body.inForce;
    expect([
      await on('2026-09-30'),
      (await on('2026-10-01')).n,
      (await on('2029-09-30')).n,
      await on('2029-10-01'),
    ]).toEqual([null, 1, 1, null]);
    const stages = await house.ask('GET', `/agreements/${id}/stages`, { as: researcher });
    expect(stages.body.way.map(({ state }) => state)).toEqual([
      'idea',
      'proposed',
      'screened',
      'drafting',
      'approval',
      'signing',
      'active',
    ]);
  });

  it('keeps what was signed: parties and kind change by an amendment only, whose clauses then count', async () => {
    const id = await work.active({ effective: '2026-08-24' });
    const refused = await house.ask('PATCH', `/agreements/${id}`, {
      as: officer,
      rev: await work.revOf(id),
      body: { carries: ['staff-places'] },
    });
    expect(refused.status).toBe(422);
    expect((await work.written(id, 'Another text.', 1)).status).toBe(422);
    const amendment = await work.approvedText(
      { kind: 'amendment', amends: id, effective: '2027-01-01', expires: '2029-09-30' },
      'patient-data',
      'Data of patients go by this clause.',
    );
    await work.to(amendment, 'signing');
    await work.signed(amendment);
    expect((await work.to(amendment, 'active')).status).toBe(200);
    const keys = async (day: string) =>
      (
        await house.ask('GET', `/agreements/${id}/in-force`, { as: researcher, query: { day } })
      ).body.inForce.clauses.map(({ key }) => key);
    expect([await keys('2026-12-31'), await keys('2027-01-01')]).toEqual([
      ['purpose'],
      ['purpose', 'patient-data'],
    ]);
  });

  it('opens the exchanges that it names', async () => {
    const id = await work.active({ exchanges: ['benchmark', 'second-opinion'], effective: '2026-08-24' });
    const { body } = await house.ask('GET', `/agreements/${id}/exchanges`, { as: researcher });
    const of = (exchange: string) => body.find((each) => each.exchange === exchange);
    expect([of('benchmark')?.on, of('second-opinion')?.because.code, of('mobility')?.because.code]).toEqual([
      true,
      'exchange.clause',
      'exchange.not-named',
    ]);
  });

  it('is renewed only on a decision with its note, by an agreement that follows it', async () => {
    const id = await work.active({ effective: '2026-08-24' });
    await work.to(id, 'evaluation');
    expect((await work.to(id, 'renewed')).body.code).toBe('jump.not-yet');
    const as = officer;
    const { body: begun } = await house.ask('POST', `/agreements/${id}/evaluations`, {
      as,
      body: { from: '2026-08-24', until: '2026-08-24' },
    });
    const scores = Object.fromEntries(begun.questions.map(({ code }) => [code, 4]));
    const decide = async (rev: number, note: string) =>
      house.ask('POST', `/agreement-evaluations/${begun.id}/decision`, {
        as,
        rev,
        body: { decision: 'renew-changed', note },
      });
    expect((await decide(begun.rev, 'Both sides want to.')).body.code).toBe('evaluation.ours');
    const ours = await house.ask('PUT', `/agreement-evaluations/${begun.id}/ours`, {
      as,
      rev: begun.rev,
      body: { scores },
    });
    const theirs = await house.ask('PUT', `/agreement-evaluations/${begun.id}/theirs`, {
      as,
      rev: ours.body.rev,
      body: { scores: { ...scores, reachable: 2 } },
    });
    expect(theirs.body.questions.find(({ code }) => code === 'reachable')?.gap).toBe(2);
    expect((await decide(theirs.body.rev, '')).body.code).toBe('evaluation.note');
    expect((await decide(theirs.body.rev, 'Both sides want to go on, with less paper.')).status).toBe(200);
    expect((await work.to(id, 'renewed')).body.detail).toContain('make the agreement that follows');
    await work.begun({ renews: id });
    expect((await work.to(id, 'renewed')).status).toBe(200);
  });

  it('that is terminated counts until its last day', async () => {
    const id = await work.active({ effective: '2026-08-01' });
    expect((await work.to(id, 'terminated', officer)).body.code).toBe('jump.not-yet');
    expect(
      (await work.to(id, 'terminated', officer, { reason: 'The partner closed.', lastDay: '2026-12-31' }))
        .status,
    ).toBe(200);
    const on = async (day: string) =>
      (await house.ask('GET', `/agreements/${id}/in-force`, { as: researcher, query: { day } })).body.inForce;
    expect([(await on('2026-12-31')).until, await on('2027-01-01')]).toEqual(['2026-12-31', null]);
  });
});

describe('the risk of an agreement', () => {
  it('rises on the day on which its owner leaves', async () => {
    const id = await work.active({ effective: '2026-08-01' });
    const points = async () =>
      (await house.ask('GET', `/agreements/${id}/risk`, { as: researcher })).body.points;
    const before = await points();
    house.leave('researcher', '2026-08-24');
    expect(await points()).toBe(before + 3);
  });

  it('tells when knowledge security is looked at again to those whose work it is, and withholds it from other readers', async () => {
    const id = await work.active({ effective: '2026-08-01' });
    const codes = async (name: PersonName) => {
      const { body } = await house.ask('GET', `/agreements/${id}/risk`, { as: who(name) });
      return [body.reasons.some(({ code }) => code === 'security'), body.withheld.length];
    };
    for (const name of ['researcher', 'officer', 'head', 'adviser', 'legal'] as const)
      expect([name, await codes(name)]).toEqual([name, [true, 0]]);
    for (const name of ['reader', 'privacy', 'editor', 'administrator'] as const)
      expect([name, await codes(name)]).toEqual([name, [false, 1]]);
  });
});
