import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AgreementHouse,
  agreementHouse,
  callerOf,
  idOf,
  PEOPLE,
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
const head = callerOf('head');
const adviser = callerOf('adviser');
const legal = callerOf('legal');
const privacy = callerOf('privacy');
const who = (name: PersonName) => callerOf(name);

describe('knowledge security', () => {
  it('lets nothing be drafted without an outcome that allows', async () => {
    const id = await work.proposed();
    expect((await work.to(id, 'drafting')).body.code).toBe('jump.too-far');
    expect((await work.to(id, 'screened')).body.code).toBe('jump.not-yet');
    await work.asked(id);
    expect((await work.to(id, 'screened')).body.code).toBe('jump.not-yet');
  });

  it('is decided by the adviser, never by who asked; the proposal is screened with it', async () => {
    const id = await work.proposed();
    const { body: check } = await work.asked(id);
    expect(check.level).toBe('adviser');
    const body = {
      outcome: 'go-with-measures',
      measures: ['No copies.', 'A visit each year.'],
      recheckOn: '2027-08-24',
    };
    const decide = (as: ReturnType<typeof callerOf>) =>
      house.ask('POST', `/security-checks/${check.id}/outcome`, { as, rev: check.rev, body });
    for (const name of [
      'researcher',
      'reader',
      'officer',
      'head',
      'legal',
      'privacy',
      'editor',
      'administrator',
    ] as const)
      expect([name, (await decide(who(name))).status]).toEqual([name, 403]);
    const asAdviserToo = { ...researcher, roles: ['security-adviser', 'head'] as const };
    expect((await decide(asAdviserToo)).body.code).toBe('security.four-eyes');
    expect((await decide(adviser)).status).toBe(200);
    const { body: agreement } = await house.ask('GET', `/agreements/${id}`, { as: head });
    expect([agreement.state.code, agreement.security]).toEqual(['screened', { recheckOn: '2027-08-24' }]);
  });

  it('is not decided by who asked in the place of an adviser who is away', async () => {
    const id = await work.proposed();
    const { body: check } = await work.asked(id);
    const as = adviser;
    await house.ask('POST', '/approval-absences', {
      as,
      body: { person: as.id, from: '2026-08-24', until: '2026-08-24', deputy: researcher.id },
    });
    const body = { outcome: 'go', recheckOn: '2027-08-24', onBehalfOf: as.id };
    const refused = await house.ask('POST', `/security-checks/${check.id}/outcome`, {
      as: researcher,
      rev: check.rev,
      body,
    });
    expect(refused.body.code).toBe('security.four-eyes');
    const stranger = await house.ask('POST', `/security-checks/${check.id}/outcome`, {
      as: who('editor'),
      rev: check.rev,
      body,
    });
    expect(stranger.status).toBe(403);
    await house.ports.register.change(as, 'back', async (change) => {
      const rows = await change.db.selectFrom('approval_absence').selectAll().execute();
      for (const row of rows) await change.update('approval_absence', row, { archived_at: change.now });
    });
  });

  it('is seen by who asked and whose work it is, each read noted; others are told that there is none', async () => {
    const id = await work.screened();
    const path = `/agreements/${id}/security-check`;
    for (const name of Object.keys(PEOPLE) as PersonName[]) {
      const { status, body } = await house.ask('GET', path, { as: who(name) });
      const sees = ['researcher', 'head', 'adviser', 'legal'].includes(name);
      expect([name, status]).toEqual([name, sees ? 200 : 404]);
      if (name === 'researcher') expect(body).not.toHaveProperty('advice');
      const { body: agreement } = await house.ask('GET', `/agreements/${id}`, { as: who(name) });
      expect('security' in agreement).toBe(['head', 'adviser', 'legal'].includes(name));
    }
    const lines = await house.opened.sql.query(
      {
        text: "select by, facts from register.log where kind = 'read' and subject = 'agreement' and id = $1 order by number",
      },
      [id],
    );
    expect(
      lines.filter(({ facts }) => JSON.stringify(facts).includes('security-check')).map(({ by }) => by),
    ).toEqual(['researcher', 'head', 'adviser', 'legal'].map(idOf));
  });

  it('is never in a list', async () => {
    const { body } = await house.ask('GET', '/agreements', { as: head });
    expect(body.items.length).toBeGreaterThan(0);
    for (const item of body.items) expect(item).not.toHaveProperty('security');
  });

  it('has to be asked again when the agreement is about more than was asked', async () => {
    const id = await work.screened();
    const edited = await house.ask('PATCH', `/agreements/${id}`, {
      as: officer,
      rev: await work.revOf(id),
      body: { carries: ['patient-data'] },
    });
    expect(edited.status).toBe(200);
    const refused = await work.to(id, 'drafting');
    expect([refused.body.code, refused.body.detail.includes('knowledge-security')]).toEqual([
      'jump.not-yet',
      true,
    ]);
  });
});

describe('approval', () => {
  it('goes along the route, by those whose step it is; the last one opens signing', async () => {
    const id = await work.upForApproval();
    expect((await work.decided(id, 'legal', legal)).body.code).toBe('approval.not-open');
    for (const name of [
      'researcher',
      'reader',
      'officer',
      'adviser',
      'legal',
      'editor',
      'administrator',
    ] as const)
      expect([name, (await work.decided(id, 'unit-head', who(name))).status]).toEqual([name, 403]);
    expect((await work.decided(id, 'unit-head', head)).status).toBe(200);
    expect((await work.to(id, 'signing')).body.code).toBe('jump.not-yet');
    await work.decided(id, 'privacy', privacy);
    await work.decided(id, 'legal', legal);
    await work.decided(id, 'board', head);
    const { body } = await house.ask('GET', `/agreements/${id}/approval`, { as: researcher });
    expect([body.complete, body.steps.every((step) => step.decidedAt !== null)]).toEqual([true, true]);
    expect((await work.to(id, 'signing')).status).toBe(200);
  });

  it('comes back with a comment: only whom the change concerns is asked again', async () => {
    const id = await work.upForApproval();
    await work.decided(id, 'unit-head', head);
    await work.decided(id, 'privacy', privacy);
    expect((await work.decided(id, 'legal', legal, { decision: 'return' })).body.code).toBe('approval.note');
    await work.decided(id, 'legal', legal, { decision: 'return', note: 'Name the law that governs it.' });
    expect((await house.ask('GET', `/agreements/${id}`, { as: researcher })).body.state.code).toBe(
      'drafting',
    );
    await work.written(id, 'We teach together, under Dutch law.', 1);
    const { body: words } = await house.ask('GET', `/agreements/${id}/differences`, {
      as: legal,
      query: { from: '1', to: '2' },
    });
    expect(words[0]?.words[0]?.en).toContain('“together.” became “together, under Dutch law.”');
    await work.to(id, 'approval');
    const open = async () =>
      (await house.ask('GET', `/agreements/${id}/approval`, { as: researcher })).body.steps.map((step) => [
        step.code,
        step.decision,
        step.open,
      ]);
    expect(await open()).toEqual([
      ['unit-head', null, true],
      ['legal', null, false],
      ['privacy', 'approve', false],
      ['board', null, false],
    ]);
  });

  it('of twenty at once loses nothing, and opens the next stage once', async () => {
    const administrator = who('administrator');
    const step = (code: string, role: string) => ({
      code,
      name: { nl: code, en: code },
      role,
      remindAfter: 5,
    });
    const parallel = Array.from({ length: 20 }, (_, index) => step(`s${index}`, 'head'));
    const route = {
      name: { nl: 'Breed', en: 'Wide' },
      kinds: ['research'],
      stages: [{ steps: parallel }, { steps: [step('last', 'legal')] }],
    };
    expect(
      (await house.ask('PUT', '/approval-routes', { as: administrator, body: { routes: [route] } })).status,
    ).toBe(200);
    for (const name of Object.keys(PEOPLE) as PersonName[]) {
      const changes = house.endpoints.find(
        ({ method, path }) => method === 'PUT' && path === '/approval-routes',
      );
      expect([name, changes?.may(who(name))]).toEqual([name, name === 'administrator']);
    }
    const id = await work.upForApproval({ kind: 'research' });
    const done = await Promise.all(parallel.map(({ code }) => work.decided(id, code, head)));
    expect(done.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const last = await work.step(id, 'last');
    expect([last.open, last.rev]).toEqual([true, 2]);
    const same = await Promise.all(
      Array.from({ length: 20 }, () =>
        house.ask('POST', `/approval-steps/${last.id}/decision`, {
          as: legal,
          rev: last.rev,
          body: { decision: 'approve' },
        }),
      ),
    );
    expect(same.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(same.every(({ status }) => [200, 403, 409, 412, 422].includes(status))).toBe(true);
    await house.ask('PUT', '/approval-routes', { as: administrator, body: { routes: [] } });
  });

  it('is given by the deputy of who is away', async () => {
    const administrator = who('administrator');
    const steps = [
      {
        code: 'unit-head',
        name: { nl: 'Hoofd', en: 'Head' },
        role: 'head',
        assignee: idOf('head'),
        remindAfter: 5,
      },
    ];
    await house.ask('PUT', '/approval-routes', {
      as: administrator,
      body: { routes: [{ name: { nl: 'Kort', en: 'Short' }, stages: [{ steps }] }] },
    });
    const id = await work.upForApproval();
    expect((await work.decided(id, 'unit-head', legal)).status).toBe(403);
    const absence = { person: idOf('head'), from: '2026-08-24', until: '2026-08-28', deputy: idOf('legal') };
    expect((await house.ask('POST', '/approval-absences', { as: who('reader'), body: absence })).status).toBe(
      403,
    );
    expect((await house.ask('POST', '/approval-absences', { as: head, body: absence })).status).toBe(201);
    const { body } = await work.decided(id, 'unit-head', legal);
    expect([body.decidedBy, body.onBehalfOf]).toEqual([idOf('legal'), idOf('head')]);
    await house.ask('PUT', '/approval-routes', { as: administrator, body: { routes: [] } });
  });
});
