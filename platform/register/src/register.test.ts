import { Problem, type Register } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from './testing/engines.ts';
import type { TestRegister } from './testing/index.ts';
import { ADA, SHELVES, type ShelfTables } from './testing/shelf.ts';

const SHELF = {
  name: 'North',
  built: '2024-02-29',
  metres: '1.50',
  labels: ['a "b"', 'ë'],
  facts: { colour: 'red' },
};

describe.each(ENGINES)('the register on $name', ({ skipped, open }) => {
  let opened: TestRegister;
  let register: Register<ShelfTables>;
  let clock = Date.parse('2026-11-22T10:00:00.120Z');
  let names = 0;

  beforeAll(async () => {
    if (skipped !== undefined) return;
    opened = await open([SHELVES], { now: () => new Date(clock) });
    register = opened.of<ShelfTables>();
  });
  afterAll(() => opened?.close());

  const aShelf = (more: Partial<typeof SHELF> = {}) => {
    names += 1;
    const name = `shelf ${names}`;
    return register.change(ADA, 'a new shelf', (change) =>
      change.insert('shelf', { ...SHELF, name, ...more }),
    );
  };
  const test = it.skipIf(skipped !== undefined);

  test('gives back what was written, the same from either engine', async () => {
    const shelf = await aShelf({ name: 'North' });
    expect(shelf).toEqual({
      ...SHELF,
      id: shelf.id,
      rev: 1,
      created_at: '2026-11-22T10:00:00.120Z',
      created_by: ADA.id,
      updated_at: '2026-11-22T10:00:00.120Z',
      archived_at: null,
    });
    expect(shelf.id).toMatch(/^[0-9a-f-]{36}$/);
    const read = await register.read((db) =>
      db.selectFrom('shelf').selectAll().where('name', 'in', ['North', 'South']).execute(),
    );
    expect(read).toEqual([shelf]);
    const counted = await register.read((db) =>
      db
        .selectFrom('shelf')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    expect(counted.n).toBe(1);
  });

  test('keeps each state of a row, with who, when and why', async () => {
    const shelf = await aShelf();
    clock += 60_000;
    const changed = await register.change(ADA, 'painted', (change) =>
      change.update('shelf', shelf, { facts: { colour: 'blue' } }),
    );
    expect(changed).toMatchObject({
      rev: 2,
      facts: { colour: 'blue' },
      updated_at: new Date(clock).toISOString(),
    });
    const history = await register.history('shelf', shelf.id);
    expect(history.map(({ rev, by, byName, why, row }) => ({ rev, by, byName, why, row }))).toEqual([
      { rev: 2, by: ADA.id, byName: 'Ada Office', why: 'painted', row: changed },
      { rev: 1, by: ADA.id, byName: 'Ada Office', why: 'a new shelf', row: shelf },
    ]);
    expect((await register.asOf('shelf', shelf.id, new Date(clock - 1).toISOString()))?.row).toEqual(shelf);
    expect((await register.asOf('shelf', shelf.id, new Date(clock).toISOString()))?.row).toEqual(changed);
    expect(await register.asOf('shelf', shelf.id, '2020-01-01T00:00:00Z')).toBeUndefined();
  });

  test('refuses a change of a row that was changed since with 412, and keeps the first', async () => {
    const shelf = await aShelf();
    const paint = (colour: string) =>
      register.change(ADA, 'painted', (change) => change.update('shelf', shelf, { facts: { colour } }));
    await paint('green');
    const refused = await paint('black').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ code: 'conflict', status: 412 });
    expect((await register.history('shelf', shelf.id)).map(({ row }) => row.facts?.colour)).toEqual([
      'green',
      'red',
    ]);
  });

  test('answers 404 for a row that is not there', async () => {
    const nobody = { id: '00000000-0000-4000-8000-000000000000', rev: 1 };
    const change = register.change(ADA, 'painted', ({ update }) => update('shelf', nobody, { name: 'x' }));
    await expect(change).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });

  test('writes everything of a change or nothing', async () => {
    const before = await lines();
    const change = register.change(ADA, 'two of one name', async ({ insert, tell }) => {
      const { id } = await insert('shelf', { ...SHELF, name: 'East' });
      await tell({ kind: 'shelf.made', subject: 'shelf', id });
      await insert('shelf', { ...SHELF, name: 'East' });
    });
    await expect(change).rejects.toMatchObject({ code: 'duplicate', status: 409 });
    const east = await register.read((db) =>
      db.selectFrom('shelf').select('id').where('name', '=', 'East').execute(),
    );
    expect(east).toEqual([]);
    expect(await lines()).toBe(before);
  });

  test('says how many rows a statement of the module wrote', async () => {
    const shelf = await aShelf();
    const written = await register.change(ADA, 'by hand', ({ db }) =>
      db.updateTable('shelf').set({ name: shelf.name }).where('id', '=', shelf.id).executeTakeFirstOrThrow(),
    );
    expect(written.numUpdatedRows).toBe(1n);
  });

  test('writes many rows by few statements, each with its state', async () => {
    const { id: shelf_id } = await aShelf();
    const titles = Array.from({ length: 4_500 }, (_, n) => `Title ${n}`);
    const ids = await register.change(ADA, 'delivery', ({ insertMany }) =>
      insertMany(
        'book',
        titles.map((title) => ({ shelf_id, title })),
      ),
    );
    expect(new Set(ids).size).toBe(4_500);
    const last = ids.at(-1) ?? '';
    expect((await register.history('book', last)).map(({ rev, row }) => [rev, row.title])).toEqual([
      [1, 'Title 4499'],
    ]);
    const [one, two] = ids;
    if (one === undefined || two === undefined) throw new Error('no ids');
    const retitle = (rev: number) =>
      register.change(ADA, 'new titles', ({ updateMany }) =>
        updateMany('book', [
          { id: one, rev: 1, patch: { title: 'One' } },
          { id: two, rev, patch: { title: 'Two' } },
        ]),
      );
    await expect(retitle(7)).rejects.toMatchObject({ status: 412 });
    await retitle(1);
    expect((await register.history('book', one)).map(({ row }) => row.title)).toEqual(['One', 'Title 0']);
  });

  test('lets twenty at once change one row: each sees the change before, none is lost', async () => {
    const shelf = await aShelf({ labels: [] });
    const label = (n: number) =>
      register.change(ADA, 'label', async ({ db, update }) => {
        const now = await db
          .selectFrom('shelf')
          .selectAll()
          .where('id', '=', shelf.id)
          .executeTakeFirstOrThrow();
        return await update('shelf', now, { labels: [...now.labels, `${n}`] });
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => label(n)));
    const last = await register.read((db) =>
      db.selectFrom('shelf').selectAll().where('id', '=', shelf.id).executeTakeFirstOrThrow(),
    );
    expect(last.rev).toBe(21);
    expect(new Set(last.labels).size).toBe(20);
  });

  test('forgets personal data in every state, and says who had it forgotten', async () => {
    const shelf = await aShelf({ labels: ['Jan Jansen'] });
    const again = await register.change(ADA, 'moved', ({ update }) =>
      update('shelf', shelf, { built: '2025-01-01' }),
    );
    await register.change(ADA, 'right to erasure', ({ forget }) => forget('shelf', again, { labels: [] }));
    const history = await register.history('shelf', shelf.id);
    expect(history.map(({ rev, why, row }) => [rev, why, row.labels, row.built])).toEqual([
      [3, 'right to erasure', [], '2025-01-01'],
      [2, 'moved', [], '2025-01-01'],
      [1, 'a new shelf', [], '2024-02-29'],
    ]);
    expect((await opened.verify()).broken).toEqual([]);
  });

  test('notes who looked at restricted fields before the answer leaves', async () => {
    const shelf = await aShelf();
    await register.noteRead(ADA, { subject: 'shelf', id: shelf.id, fields: ['facts'] });
    const noted = await opened.sql.query(
      { text: `select by, kind, facts from register.log where subject = 'shelf' and id = $1` },
      [shelf.id],
    );
    expect(noted).toEqual([{ by: ADA.id, kind: 'read', facts: { fields: ['facts'] } }]);
  });

  test('refuses to wait for itself', async () => {
    const inside = register.change(ADA, 'nested', () =>
      register.read((db) => db.selectFrom('shelf').execute()),
    );
    await expect(inside).rejects.toThrow('it would wait for itself');
  });

  test('lets nobody change a state or a line, and finds what was changed all the same', async () => {
    const shelf = await aShelf();
    const meddle = { text: `update register.state set row = row || '{"name":"x"}' where id = $1` };
    await expect(opened.sql.query(meddle, [shelf.id])).rejects.toThrow('stays as it is');
    await expect(opened.sql.query({ text: 'delete from register.log' }, [])).rejects.toThrow(
      'stays as it is',
    );
    expect((await opened.verify()).broken).toEqual([]);
    await opened.sql.query({ text: 'alter table register.state disable trigger state_append_only' }, []);
    await opened.sql.query(meddle, [shelf.id]);
    expect((await opened.verify()).broken).toEqual([
      { what: `shelf ${shelf.id} 1`, why: 'its hash does not fit what it says' },
      { what: `shelf ${shelf.id}`, why: 'it is not as its newest state says' },
    ]);
  });

  async function lines(): Promise<unknown> {
    return (await opened.sql.query({ text: 'select count(*)::int as n from register.log' }, []))[0]?.n;
  }
});
