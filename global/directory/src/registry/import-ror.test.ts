import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFICER, someone, testDirectory } from '../testing/directory.ts';
import { type Invented, inventedRecord, rorIdOf } from '../testing/invented.ts';
import { decideProposals } from './decide-proposals.ts';
import {
  type ImportOptions,
  type ImportProgress,
  importRor,
  progressOf,
  releaseInName,
} from './import-ror.ts';

let house: Awaited<ReturnType<typeof testDirectory>>;
let folder: string;
beforeAll(async () => {
  house = await testDirectory();
  folder = await mkdtemp(join(tmpdir(), 'import-ror-'));
});
afterAll(async () => {
  await house?.opened.close();
  await rm(folder, { recursive: true });
});

let files = 0;
async function fileOf(lines: readonly (object | string)[]): Promise<string> {
  files += 1;
  const path = join(folder, `v1.${files}-ror-data.json`);
  await writeFile(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

const importing = async (lines: readonly (object | string)[], options: Partial<ImportOptions> = {}) =>
  await importRor(house.register, OFFICER, { path: await fileOf(lines), batch: 10, ...options });

const named = (n: number) =>
  house.register.read((db) =>
    db.selectFrom('organisation').selectAll().where('ror', '=', rorIdOf(n)).executeTakeFirst(),
  );

const many = (from: number, to: number, wanted: (n: number) => Invented = () => ({})) =>
  Array.from({ length: to - from }, (_, at) => inventedRecord(from + at, wanted(from + at)));

const NOTHING = { new: 0, changed: 0, unchanged: 0, older: 0, leftOut: 0, merged: 0, proposed: 0, broken: 0 };

describe('the import of a release of ROR', () => {
  it('writes what is new, and a second run changes no row', async () => {
    const records = many(0, 15);
    const progress: ImportProgress[] = [];
    const written: string[] = [];
    const first = await importing(records, {
      onProgress: (at) => progress.push(at),
      onWritten: (ids) => written.push(...ids),
    });
    expect(first.counts).toEqual({ ...NOTHING, new: 15 });
    expect(new Set(written).size).toBe(15);
    expect(progress.map(({ records }) => records)).toEqual([10, 15]);
    const before = await named(7);
    const again: string[] = [];
    const second = await importing(records, { onWritten: (ids) => again.push(...ids) });
    expect(second.counts).toEqual({ ...NOTHING, unchanged: 15 });
    expect(again).toEqual([]);
    expect(await named(7)).toEqual(before);
  });

  it('changes what a later release says otherwise, with the release in its history', async () => {
    await importing([inventedRecord(2000)]);
    const { counts } = await importing(
      [inventedRecord(2000, { name: 'Renamed', modified: '2026-05-01' }), inventedRecord(2001)],
      { release: 'v9.9' },
    );
    expect(counts).toEqual({ ...NOTHING, new: 1, changed: 1 });
    const row = await named(2000);
    const history = await house.register.history('organisation', row?.id ?? '');
    expect(history.map(({ rev, why, row: { name } }) => [rev, why, name])).toEqual([
      [2, 'ROR release v9.9', 'Renamed'],
      [1, expect.stringMatching(/^ROR release v1\.\d+$/), 'Invented University 2000'],
    ]);
  });

  it('leaves what the register has in a later state', async () => {
    await importing([inventedRecord(2100, { modified: '2026-05-01' })]);
    const { counts } = await importing([inventedRecord(2100, { name: 'Old', modified: '2024-01-01' })]);
    expect(counts).toEqual({ ...NOTHING, older: 1 });
  });

  it('lets a withdrawn record point to its successor', async () => {
    await importing([
      inventedRecord(2200, { status: 'withdrawn', successor: rorIdOf(2201) }),
      inventedRecord(2201),
    ]);
    expect(await named(2200)).toMatchObject({ status: 'withdrawn', successor_ror: rorIdOf(2201) });
  });

  it('takes a slice where one is wanted, and the rest with a later run', async () => {
    const records = [
      inventedRecord(2300, { country: 'ID' }),
      inventedRecord(2301, { country: 'FR', types: ['healthcare'] }),
      inventedRecord(2302, { country: 'FR' }),
    ];
    const slice = { countries: ['ID'], types: ['healthcare', 'education'] };
    expect((await importing(records, { slice })).counts).toEqual({ ...NOTHING, new: 2, leftOut: 1 });
    expect((await importing(records)).counts).toEqual({ ...NOTHING, new: 1, unchanged: 2 });
  });

  it('names the line and field of a broken record and of one that is there twice, and goes on', async () => {
    const report = await importing([
      inventedRecord(2400),
      { ...inventedRecord(2401), names: [] },
      inventedRecord(2400),
      '{',
      inventedRecord(2402),
    ]);
    expect(report.counts).toEqual({ ...NOTHING, new: 2, broken: 3 });
    expect(report.broken.map(({ line, field, sentence }) => [line, field, sentence])).toEqual([
      [2, 'names', 'names: should have at least one name'],
      [3, 'id', 'id: is in this file twice; the first is on line 1'],
      [4, '', 'it is no JSON'],
    ]);
  });

  it('refuses a file that is none of ROR, and writes nothing', async () => {
    const count = () =>
      house.register.read((db) =>
        db
          .selectFrom('organisation')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      );
    const before = await count();
    await expect(importing(['name,country', 'Airlangga,ID'])).rejects.toThrow('no whole file of ROR');
    await expect(importing([{ id: 'x', name: 'A recipe' }])).rejects.toThrow('no file of ROR');
    expect(await count()).toEqual(before);
  });

  it('goes on where it was broken off, by the journal', async () => {
    const path = await fileOf(many(3000, 3025));
    const broken = importRor(house.register, OFFICER, {
      path,
      batch: 10,
      onProgress: ({ records }) => {
        if (records === 10) throw new Error('the power went');
      },
    });
    await expect(broken).rejects.toThrow('the power went');
    expect(await named(3009)).toBeDefined();
    expect(await named(3010)).toBeUndefined();
    const rest = await importRor(house.register, OFFICER, { path, batch: 10 });
    expect(rest).toMatchObject({ resumedAt: 10, records: 25, counts: { ...NOTHING, new: 25 } });
    expect((await importRor(house.register, OFFICER, { path, batch: 10 })).counts).toEqual({
      ...NOTHING,
      unchanged: 25,
    });
  });
});

describe('a release that says something else of a partner', () => {
  const renamed = (n: number, name: string, modified = '2026-06-01') => inventedRecord(n, { name, modified });
  const proposals = async (n: number) => {
    const organisation = await named(n);
    return await house.register.read((db) =>
      db
        .selectFrom('registry_proposal')
        .selectAll()
        .where('organisation_id', '=', organisation?.id ?? '')
        .orderBy('created_at')
        .execute(),
    );
  };
  const aPartner = async (n: number) => {
    const { id } = await house.fromRor(n);
    await house.partner(id);
  };
  const head = someone('Hanna Head', 'head');

  it('proposes its new name, and changes it once somebody accepts', async () => {
    await aPartner(6000);
    expect((await importing([renamed(6000, 'Better University')], { release: 'v2.9' })).counts).toEqual({
      ...NOTHING,
      changed: 1,
      proposed: 1,
    });
    expect((await named(6000))?.name).toBe('Invented University 6000');
    const [proposal] = await proposals(6000);
    expect(proposal).toMatchObject({ kinds: ['renamed'], release: 'v2.9', state: 'open' });
    if (proposal === undefined) return;
    await decideProposals(house.register, head, [
      { id: proposal.id, rev: proposal.rev, decision: 'accepted' },
    ]);
    const row = await named(6000);
    expect(row?.name).toBe('Better University');
    const [last] = await house.register.history('organisation', row?.id ?? '');
    expect(last).toMatchObject({ byName: 'Hanna Head', why: expect.stringContaining('v2.9') as string });
    expect((await importing([renamed(6000, 'Better University')])).counts).toEqual({
      ...NOTHING,
      unchanged: 1,
    });
  });

  it('proposes its end with its successor, and proposes what was refused not again', async () => {
    await aPartner(6100);
    const end = inventedRecord(6100, {
      status: 'withdrawn',
      successor: rorIdOf(6101),
      modified: '2026-06-01',
    });
    await importing([end]);
    const [proposal] = await proposals(6100);
    expect(proposal).toMatchObject({
      kinds: ['withdrawn'],
      after: { status: 'withdrawn', successor_ror: rorIdOf(6101) },
    });
    if (proposal === undefined) return;
    await decideProposals(house.register, head, [
      { id: proposal.id, rev: proposal.rev, decision: 'refused' },
    ]);
    expect((await importing([end])).counts).toEqual({ ...NOTHING, unchanged: 1 });
    expect((await named(6100))?.status).toBe('active');
  });

  it('proposes what the latest release says, in the place of what nobody decided', async () => {
    await aPartner(6200);
    await importing([renamed(6200, 'First')]);
    await importing([renamed(6200, 'Second', '2026-07-01')]);
    expect((await proposals(6200)).map(({ state, after }) => [state, after.name])).toEqual([
      ['superseded', 'First'],
      ['open', 'Second'],
    ]);
  });

  it('is decided once, and not where the partner was changed since', async () => {
    await aPartner(6300);
    await importing([renamed(6300, 'Third')]);
    const [proposal] = await proposals(6300);
    if (proposal === undefined) throw new Error('nothing was proposed');
    const accept = { id: proposal.id, rev: proposal.rev, decision: 'accepted' as const };
    const row = await named(6300);
    await house.register.change(OFFICER, 'a correction', (change) =>
      change.update('organisation', { id: row?.id ?? '', rev: row?.rev ?? 0 }, { name: 'By hand' }),
    );
    await expect(decideProposals(house.register, head, [accept])).rejects.toThrow('was changed since');
    expect((await proposals(6300))[0]?.state).toBe('open');
    await decideProposals(house.register, head, [{ ...accept, decision: 'refused' }]);
    await expect(decideProposals(house.register, head, [accept])).rejects.toThrow('refused already');
  });
});

describe('what is told while it goes on', () => {
  it('is the rate and the time that is left', () => {
    expect(progressOf({ records: 3000, done: 2000, share: 0.25, seconds: 10 })).toEqual({
      records: 3000,
      share: 0.25,
      recordsPerSecond: 200,
      secondsLeft: 30,
    });
  });

  it('is the release, by the name of its file', () => {
    expect(releaseInName('v2.9-2026-08-20-ror-data.zip')).toBe('v2.9');
    expect(releaseInName('ror_v2_latest_51k.ndjson.gz')).toBeUndefined();
  });
});
