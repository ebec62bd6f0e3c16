import { tmpdir } from 'node:os';
import { type Database, openPGliteInMemory } from '@caecilia/engine';
import { Problem, type RegisterFollower, type ToldEvent } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedRegister, openRegister, prepare, registerOn } from './open.ts';
import { migratedImage } from './testing/index.ts';
import { ADA, SHELVES, type ShelfTables } from './testing/shelf.ts';
import { REGISTER_USE } from './use.ts';

describe('what is told of changes', () => {
  let database: Database;
  let opened: OpenedRegister;
  const failed: string[] = [];

  /** As after a start of the process on the same data. */
  const open = () => {
    opened = registerOn(
      { ...database, close: () => Promise.resolve() },
      {
        onFollowerFailed: (follower, { key }, error) => failed.push(`${follower} ${key} ${String(error)}`),
      },
    );
  };
  beforeAll(async () => {
    database = await openPGliteInMemory(REGISTER_USE, await migratedImage([SHELVES]));
    open();
  });
  afterAll(async () => {
    await opened.close();
    await database.close();
  });

  const tell = (...kinds: string[]) =>
    opened.of<ShelfTables>().change(ADA, 'telling', async (change) => {
      for (const kind of kinds) await change.tell({ kind, subject: 'shelf', id: 'x', facts: { n: 1 } });
    });
  const follower = (name: string, more: Partial<RegisterFollower> = {}) => {
    const heard: ToldEvent[] = [];
    const handle = async (event: ToldEvent) => {
      heard.push(event);
    };
    return { heard, name, handle, ...more };
  };
  const kindsOf = (events: readonly ToldEvent[]) => events.map(({ kind }) => kind);

  it('comes to a follower in order, after the change, from when it began to follow', async () => {
    await tell('before');
    const mail = follower('mail');
    await opened.follow(mail);
    await tell('a', 'b');
    await tell('c');
    await opened.settled();
    expect(kindsOf(mail.heard)).toEqual(['a', 'b', 'c']);
    expect(mail.heard[0]).toMatchObject({ by: ADA.id, subject: 'shelf', id: 'x', facts: { n: 1 } });
    expect(new Set(mail.heard.map(({ key }) => key)).size).toBe(3);
  });

  it('is not told of a change that was given up', async () => {
    const watcher = follower('watcher');
    await opened.follow(watcher);
    const change = opened.of<ShelfTables>().change(ADA, 'no', async ({ tell: say }) => {
      await say({ kind: 'never', subject: 'shelf', id: 'x' });
      throw new Problem('business-rule', 'given up');
    });
    await expect(change).rejects.toThrow('given up');
    await opened.settled();
    expect(watcher.heard).toEqual([]);
  });

  it('lets a follower write changes of its own, and comes only with the kinds that it asked for', async () => {
    const tasks = follower('tasks', { kinds: ['due'] });
    const made: string[] = [];
    await opened.follow({
      ...tasks,
      handle: async ({ key }) => {
        await opened.of<ShelfTables>().change(ADA, 'task', async ({ tell: say }) => {
          made.push(key);
          await say({ kind: 'task.made', subject: 'task', id: key });
        });
      },
    });
    await tell('due', 'other');
    await opened.settled();
    expect(made).toHaveLength(1);
  });

  it('comes again, with the same key, to a follower that failed, and waits for it without holding up others', async () => {
    const steady = follower('steady');
    const seen: string[] = [];
    const shaky: RegisterFollower = {
      name: 'shaky',
      handle: ({ key }) => {
        seen.push(key);
        return seen.length === 1 ? Promise.reject(new Error('no mail server')) : Promise.resolve();
      },
    };
    await opened.follow(steady);
    await opened.follow(shaky);
    await tell('one', 'two');
    await expect.poll(() => seen.length).toBe(3);
    expect(seen[0]).toBe(seen[1]);
    expect(failed).toEqual([`shaky ${seen[0]} Error: no mail server`]);
    await opened.settled();
    expect(kindsOf(steady.heard)).toEqual(['one', 'two']);
  });

  it('comes after a restart where the process ended before', async () => {
    const late: RegisterFollower = { name: 'late', handle: () => Promise.reject(new Error('it ends now')) };
    await opened.follow(late);
    await tell('kept');
    await opened.close();
    open();
    const again = follower('late');
    await opened.follow(again);
    await expect.poll(() => kindsOf(again.heard)).toEqual(['kept']);
    await opened.settled();
    expect((await opened.verify()).broken).toEqual([]);
  });

  it('is on a database that a release refuses which does not know its tables', async () => {
    await expect(prepare(database, [{ ...SHELVES, steps: [] }])).rejects.toThrow(
      'a newer release (schema 1)',
    );
    const other = SHELVES.steps.map((step) => ({ ...step, text: 'select 1' }));
    await expect(prepare(database, [{ ...SHELVES, steps: other }])).rejects.toThrow(
      'differs from that of this release',
    );
    await prepare(database, [SHELVES]);
  });

  it('is not kept in production by the embedded database, which does not sync to disk', async () => {
    const options = { dataDir: tmpdir(), mode: 'production', modules: [SHELVES] } as const;
    await expect(openRegister(options)).rejects.toThrow('refused in production mode');
  });
});
