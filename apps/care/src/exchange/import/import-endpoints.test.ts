import type {
  BegunImport,
  ImportRead,
  ImportShown,
  ImportsOfPatient,
  ImportTaken,
  ImportWho,
} from '@caecilia/exchange';
import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consultNurse, consultPhysician, gp, secretary, TEAM } from '../../consultation/testing/people.ts';
import { type AskedEndpoints, askedEndpoints } from '../../testing/asked-endpoints.ts';
import { person } from '../../testing/people.ts';
import {
  bundleOf,
  CPR,
  consent,
  type ImportRecord,
  openImportRecord,
  plan,
  theirPatient,
} from '../testing/import-record.ts';
import { importEndpoints } from './import-endpoints.ts';

describe('a file with a plan from elsewhere', () => {
  let imports: ImportRecord;
  let desk: AskedEndpoints;
  const text = JSON.stringify(plan(consent('cpr', CPR, 'permit', '2026-10-01')));
  const pharmacist = person('pharmacist', 'Practitioner/pharmacist', TEAM);
  const stranger = person('treating-physician', 'Practitioner/far', 'Organization/far');

  beforeAll(async () => {
    imports = await openImportRecord();
    await imports.patient('dora');
    desk = askedEndpoints(imports.house.session, importEndpoints(imports.house));
  });
  afterAll(async () => await imports.record.close());

  const read = (caller: Caller, body: object) =>
    desk.write<ImportRead>(caller, '/imports/read', { params: {}, body });
  const begun = async (caller: Caller, more: object = {}): Promise<BegunImport> => {
    const answer = await read(caller, { name: 'plan.json', format: 'json', text, ...more });
    if (answer.kind === 'refused') throw new Error(answer.sentence);
    return answer.begun;
  };
  const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });
  const linesOf = async () => {
    const { lines } = await imports.record.record.store.log.lines({ patient: 'dora', count: 500 });
    return lines.filter(({ event }) => event === 'receive').length;
  };

  it('that is wrong is answered with its places, in words, and nothing of it is kept', async () => {
    const wrong = JSON.stringify(
      plan({ ...consent('cpr', CPR, 'permit', '2026-10-01'), status: 'nonsense' }),
    );
    const answer = await read(consultNurse, { name: 'plan.json', format: 'json', text: wrong });
    expect(answer).toMatchObject({ kind: 'refused', count: expect.any(Number) as number });
    if (answer.kind === 'refused') {
      expect(answer.sentence).toMatch(/^Deze bundel houdt zich niet aan de standaard/);
      expect(answer.faults[0]?.where).toContain('Consent/cpr: Consent.status');
      expect(answer.faults[0]?.what.length).toBeGreaterThan(10);
    }
    for (const [format, more] of [
      ['json', { text: 'geen JSON' }],
      ['xml', { text: '<Bundle' }],
      ['pdf', { data: Buffer.from('%PDF-1.7').toString('base64') }],
    ] as const)
      expect(await read(consultNurse, { name: 'x', format, ...more })).toMatchObject({
        kind: 'refused',
        faults: [],
      });
    expect(await desk.read(consultNurse, '/imports', {})).toEqual({ begun: [] });
  });

  it('is matched by its number to patients of whoever asks, and by a person only', async () => {
    const { id, about, patient } = await begun(consultNurse);
    expect([about, patient]).toEqual(['Verzonnen, Proef', undefined]);
    const { candidates, theirs } = await desk.read<ImportWho>(consultNurse, '/imports/:import', {
      import: id,
    });
    expect(theirs).toMatchObject({ birthDate: '1948-02-14', hasNumber: true });
    expect(candidates).toMatchObject([{ id: 'dora', verdict: 'same' }]);
    // Not chosen yet, it is nobody's.
    await refused(
      desk.read(consultNurse, '/patients/:id/imports/:import', { id: 'dora', import: id }),
      'not-found',
    );
    await refused(
      desk.write(consultNurse, '/imports/:import/for', {
        params: { import: id },
        body: { patient: 'nobody' },
      }),
      'not-found',
    );
    await desk.write(consultNurse, '/imports/:import/for', {
      params: { import: id },
      body: { patient: 'dora' },
    });
    const shown = await desk.read<ImportShown>(consultNurse, '/patients/:id/imports/:import', {
      id: 'dora',
      import: id,
    });
    expect([shown.patient.verdict, shown.mayTake, shown.items.length]).toEqual(['same', true, 3]);
    await desk.write(consultNurse, '/imports/:import/drop', { params: { import: id }, body: {} });
    expect(await desk.read(consultNurse, '/imports', {})).toEqual({ begun: [] });
  });

  it('finds nobody whom this caller may not see', async () => {
    const { id } = await begun(stranger);
    expect((await desk.read<ImportWho>(stranger, '/imports/:import', { import: id })).candidates).toEqual([]);
    await refused(
      desk.write(stranger, '/imports/:import/for', { params: { import: id }, body: { patient: 'dora' } }),
      'not-found',
    );
    await refused(begun(stranger, { patient: 'dora' }), 'not-found');
    await refused(desk.read(stranger, '/patients/:id/imports', { id: 'dora' }), 'not-found');
  });

  it('is there for who began only, in another form for nobody, and is gone when it was taken over', async () => {
    const before = await linesOf();
    const { id } = await begun(consultPhysician, { patient: 'dora' });
    expect(await linesOf()).toBe(before + 1);
    for (const caller of [consultNurse, secretary, gp])
      await refused(desk.read(caller, '/imports/:import', { import: id }), 'not-found');
    await refused(
      desk.read(consultNurse, '/patients/:id/imports/:import', { id: 'dora', import: id }),
      'not-found',
    );
    const at = { id: 'dora', import: id };
    const { items, seen } = await desk.read<ImportShown>(
      consultPhysician,
      '/patients/:id/imports/:import',
      at,
    );
    const choices = Object.fromEntries(items.map((item) => [item.id, item.usual ?? 'take']));
    const body = { seen, choices };
    const take = '/patients/:id/imports/:import/take';
    await refused(desk.write(consultPhysician, take, { params: at, body: { seen, choices: {} } }), 'value');
    await refused(
      desk.write(consultPhysician, take, { params: at, body: { ...body, seen: 'another' } }),
      'conflict',
    );
    const { taken } = await desk.write<ImportTaken>(consultPhysician, take, { params: at, body });
    expect(taken.length).toBe(3);
    await refused(desk.write(consultPhysician, take, { params: at, body }), 'not-found');
    const { earlier, begun: left } = await desk.read<ImportsOfPatient>(
      consultPhysician,
      '/patients/:id/imports',
      {
        id: 'dora',
      },
    );
    expect([earlier.map(({ count }) => count), left]).toEqual([[3], []]);
  });

  it('may be looked at, and not taken over, by whom the policy does not let record agreements', async () => {
    const { id } = await begun(pharmacist, { patient: 'dora' });
    const at = { id: 'dora', import: id };
    const shown = await desk.read<ImportShown>(pharmacist, '/patients/:id/imports/:import', at);
    expect(shown.mayTake).toBe(false);
    await refused(
      desk.write(pharmacist, '/patients/:id/imports/:import/take', {
        params: at,
        body: { seen: shown.seen, choices: {} },
      }),
      'forbidden',
    );
  });

  it('of somebody else is never taken over by its address', async () => {
    await imports.patient('evert', { identifier: [], name: [{ family: 'Anders' }] });
    const other = JSON.stringify(bundleOf([theirPatient(), consent('x', CPR, 'deny', '2026-10-01')]));
    const { id } = await begun(consultPhysician, { patient: 'dora', text: other });
    await refused(
      desk.read(consultPhysician, '/patients/:id/imports/:import', { id: 'evert', import: id }),
      'not-found',
    );
  });
});
