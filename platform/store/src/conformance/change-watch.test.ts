import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';
import { ChangeWatch } from '../upkeep/change-watch.ts';

/** Longer than the watch takes to look twice. */
const SOON_MS = 1_500;

describe.each(ENGINES)('following what changes, on $name', (engine) => {
  const skipped = engine.skipped !== undefined;
  let opened: OpenedStore;
  withSmallStore(engine, (store) => {
    opened = store;
  });

  /** Follows, and gathers what was told; `until` waits for a type, at most as long as is promised. */
  function following(
    watch: Pick<ChangeWatch, 'follow'> = { follow: (by) => opened.store.followChanges(by) },
  ) {
    const told: string[] = [];
    const lost: unknown[] = [];
    const stop = watch.follow({
      changed: (types) => told.push([...types].toSorted().join(' ')),
      lost: (error) => lost.push(error),
    });
    const until = async (types: string) => {
      for (let tries = 0; tries < SOON_MS / 50 && !told.includes(types); tries += 1) await wait(50);
      expect(told).toContain(types);
    };
    return { told, lost, stop, until };
  }

  it.skipIf(skipped)('tells the types that were committed, to all who follow, and nothing else', async () => {
    const [one, other] = [following(), following()];
    await wait(600);
    expect(one.told).toEqual([]);
    const session = opened.store.session(EVERYTHING);
    const { version } = await session.change({ kind: 'create', resource: patient('Gevolgd') });
    await one.until('Patient');
    await other.until('Patient');
    await session.transaction(async (transaction) => {
      await transaction.write([
        { kind: 'create', resource: observation(version.id, 'een') },
        { kind: 'update', id: version.id, resource: { ...patient('Anders'), id: version.id } },
      ]);
    });
    await one.until('Observation Patient');
    expect(one.lost).toEqual([]);
    one.stop();
    other.stop();
  });

  it.skipIf(skipped)('tells no more after it was stopped, and nothing of what was rolled back', async () => {
    const gone = following();
    const stays = following();
    await wait(600);
    gone.stop();
    gone.told.length = 0;
    stays.told.length = 0;
    const session = opened.store.session(EVERYTHING);
    const undone = session.transaction(async (transaction) => {
      await transaction.write([{ kind: 'create', resource: patient('Teruggedraaid') }]);
      throw new Error('not after all');
    });
    await expect(undone).rejects.toThrow('not after all');
    await wait(700);
    expect(stays.told).toEqual([]);
    await session.change({ kind: 'create', resource: patient('Blijft') });
    await stays.until('Patient');
    expect(gone.told).toEqual([]);
    stays.stop();
  });

  it.skipIf(skipped)('tells who begins what was committed just before, and nothing older', async () => {
    await opened.store.session(EVERYTHING).change({ kind: 'create', resource: patient('Net ervoor') });
    const fresh = following();
    await expect.poll(() => fresh.told.join(' '), { timeout: SOON_MS }).toContain('Patient');
    const watch = new ChangeWatch(opened.database.wide, () => new Date(Date.now() + 60_000));
    const later = following(watch);
    await wait(700);
    expect(later.told).toEqual([]);
    expect(fresh.told).toHaveLength(1);
    fresh.stop();
    await watch.close();
  });

  it.skipIf(skipped)(
    'tells once that the database is away, and afterwards what was committed meanwhile',
    async () => {
      let away = false;
      const { wide } = opened.database;
      const query: typeof wide.query = async (statement, params) => {
        if (away) throw new Error('the database is away');
        return await wide.query(statement, params);
      };
      const watch = new ChangeWatch({ query }, () => new Date());
      const follower = following(watch);
      await wait(700);
      follower.told.length = 0;
      away = true;
      await wait(1_200);
      await opened.store.session(EVERYTHING).change({ kind: 'create', resource: patient('Intussen') });
      expect(follower.lost).toHaveLength(1);
      away = false;
      await follower.until('Patient');
      await watch.close();
    },
  );
});
