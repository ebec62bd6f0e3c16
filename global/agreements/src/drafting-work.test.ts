import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgreementHouse, agreementHouse, callerOf, first } from './testing/agreement-house.ts';
import { workIn } from './testing/office-work.ts';

let house: AgreementHouse;
let work: ReturnType<typeof workIn>;
beforeAll(async () => {
  house = await agreementHouse();
  work = workIn(house);
});
afterAll(() => house?.close());

const officer = callerOf('officer');
const reader = callerOf('reader');

describe('a draft', () => {
  it('is made from the templates once the agreement is in drafting, by who may change it', async () => {
    const id = await work.screened({ carries: ['patient-data'] });
    const draft = (as = officer) => house.ask('POST', `/agreements/${id}/draft`, { as });
    expect((await draft()).status).toBe(422);
    await work.to(id, 'drafting');
    expect((await draft(reader)).status).toBe(403);
    expect(await draft()).toMatchObject({ status: 201, body: { n: 1 } });
    const { body: versions } = await house.ask('GET', `/agreements/${id}/versions`, { as: reader });
    expect(versions[0]?.clauses.map(({ key }) => key)).toContain('patient-data');
    expect(versions[0]?.clauses[0]?.text.en).toBe(
      'This framework agreement is between Organisation 1 and Organisation 2.',
    );
    expect((await draft()).status).toBe(412);
  });

  it('is not made while a place cannot be filled', async () => {
    const id = await work.screened({ expires: null });
    await work.to(id, 'drafting');
    const refused = await house.ask('POST', `/agreements/${id}/draft`, { as: officer });
    expect([refused.status, refused.body.code, refused.body.detail.endsWith('yet: expires')]).toEqual([
      422,
      'draft.missing',
      true,
    ]);
  });
});

describe('agreements that followed each other', () => {
  it('are read from either end, each with its texts; the first counts until the next begins', async () => {
    const first = await work.active({ effective: '2026-08-01', expires: '2027-12-31' });
    const next = await work.active({ renews: first, effective: '2027-06-01', expires: '2030-05-31' });
    for (const id of [first, next]) {
      const { body } = await house.ask('GET', `/agreements/${id}/chain`, { as: reader });
      expect(
        body.map(({ id: each, stoppedOn, versions }) => [each, stoppedOn, versions[0]?.inForceFrom]),
      ).toEqual([
        [first, '2027-06-01', '2026-08-01'],
        [next, null, '2027-06-01'],
      ]);
      const on = async (day: string) =>
        (await house.ask('GET', `/agreements/${id}/in-force`, { as: reader, query: { day } })).body.inForce
          .agreement;
      expect([await on('2027-05-31'), await on('2027-06-01')]).toEqual([first, next]);
    }
  });
});

describe('the history of an agreement', () => {
  it('tells who changed which field when and why, and gives it as it was', async () => {
    const id = await work.begun({ why: 'First reason.' });
    const before = house.now().toISOString();
    house.later(1);
    await house.ask('PATCH', `/agreements/${id}`, { as: officer, rev: 1, body: { why: 'Second reason.' } });
    const { body } = await house.ask('GET', `/agreements/${id}/history`, { as: reader });
    expect(body.map(({ rev, by, changed }) => [rev, by, [...changed].length > 1])).toEqual([
      [2, 'officer Voorbeeld', false],
      [1, 'researcher Voorbeeld', true],
    ]);
    expect(body[0]?.changed).toEqual(['why']);
    const then = await house.ask('GET', `/agreements/${id}/as-it-was`, { as: reader, query: { at: before } });
    expect([then.body.why, then.body.rev]).toEqual(['First reason.', 1]);
    house.later(-1);
    const early = await house.ask('GET', `/agreements/${id}/as-it-was`, {
      as: reader,
      query: { at: '2020-01-01T00:00:00Z' },
    });
    expect(early.status).toBe(404);
  });

  it('does not tell what is restricted', async () => {
    const id = await work.screened();
    const { body } = await house.ask('GET', `/agreements/${id}/history`, { as: callerOf('head') });
    expect(JSON.stringify(body)).not.toContain('2027-08-24');
    for (const { changed } of body) expect([...changed]).not.toContain('security');
  });
});

describe('a designation', () => {
  const kind = { kind: 'designation', effective: '2024-10-01', expires: '2027-07-30' };

  it('has the thirteen criteria of ESMO, and says how many months it still counts', async () => {
    const id = await work.begun(kind);
    const lay = (as = officer) =>
      house.ask('POST', `/agreements/${id}/criteria`, { as, body: { scheme: 'ESMO-DC' } });
    expect((await lay(reader)).status).toBe(403);
    expect([(await lay()).status, (await lay()).status]).toEqual([201, 409]);
    const { body } = await house.ask('GET', `/agreements/${id}/criteria`, { as: reader });
    expect([body.criteria.length, body.criteria[12]?.code, body.monthsLeft]).toEqual([13, 'ESMO-DC-13', 11]);
    const other = await work.begun();
    expect(
      (await house.ask('POST', `/agreements/${other}/criteria`, { as: officer, body: { scheme: 'ESMO-DC' } }))
        .status,
    ).toBe(422);
  });

  it('calls a criterion met only where something shows it, and keeps no count below five', async () => {
    const id = await work.begun(kind);
    await house.ask('POST', `/agreements/${id}/criteria`, { as: officer, body: { scheme: 'ESMO-DC' } });
    const criterion = first(
      (await house.ask('GET', `/agreements/${id}/criteria`, { as: officer })).body.criteria,
    );
    const judge = (rev: number) =>
      house.ask('PUT', `/designation-criteria/${criterion.id}`, {
        as: officer,
        rev,
        body: { status: 'met', owner: officer.id },
      });
    expect((await judge(criterion.rev)).body.code).toBe('criterion.evidence');
    const body = {
      kind: 'aggregate',
      ref: 'Consultations 2026',
      asOf: '2026-06-30',
      counts: [
        { label: 'wards', count: 41 },
        { label: 'night', count: 3 },
        { label: 'home', count: 12 },
      ],
    };
    const add = (as: typeof officer) =>
      house.ask('POST', `/designation-criteria/${criterion.id}/evidence`, { as, rev: criterion.rev, body });
    expect((await add(reader)).status).toBe(403);
    const added = await add(officer);
    expect(added.body.evidence[0]?.aggregate).toEqual({
      cells: [
        { label: 'wards', count: 41 },
        { label: 'night', count: null, why: 'small' },
        { label: 'home', count: null, why: 'protects-other' },
      ],
      total: 56,
    });
    expect((await add(officer)).status).toBe(412);
    expect((await judge(added.body.rev)).body.status).toBe('met');
    const kept = await house.opened.sql.query(
      { text: 'select row::text as row from register.state where id = $1' },
      [criterion.id],
    );
    expect(kept.length).toBe(3);
    for (const { row } of kept) expect(row).not.toMatch(/"count": ?3\b/);
  });
});
