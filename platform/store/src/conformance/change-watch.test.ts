import { describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';
import { ChangeWatch } from '../upkeep/change-watch.ts';

describe.each(ENGINES)('following what changes, on $name', (engine) => {
  const skipped = engine.skipped !== undefined;
  let opened: OpenedStore;
  withSmallStore(engine, (store) => {
    opened = store;
  });

  /** A watch that counts how often it looked; `looked` waits until it began and ended two looks more. */
  function watching(now = () => new Date()) {
    let looks = 0;
    const state = { isAway: false };
    const { wide } = opened.database;
    const query: typeof wide.query = async (statement, params) => {
      looks += statement.name === 'outbox-counts' ? 1 : 0;
      if (state.isAway) throw new Error('the database is away');
      return await wide.query(statement, params);
    };
    const watch = new ChangeWatch({ query }, now, 20);
    const looked = async () => {
      const before = looks;
      // The third begins when the two before it have told what they saw.
      await expect.poll(() => looks).toBeGreaterThan(before + 2);
    };
    return { watch, looked, state };
  }

  /** Follows, and gathers what was told; `until` waits for a type. */
  function following(
    watch: Pick<ChangeWatch, 'follow'> = { follow: (by) => opened.store.followChanges(by) },
  ) {
    const told: string[] = [];
    const lost: unknown[] = [];
    const stop = watch.follow({
      changed: (types) => told.push([...types].toSorted().join(' ')),
      lost: (error) => lost.push(error),
    });
    const until = async (types: string) => await expect.poll(() => told).toContain(types);
    return { told, lost, stop, until };
  }

  it.skipIf(skipped)('tells the types that were committed, to all who follow, and nothing else', async () => {
    const { watch, looked } = watching();
    const [one, other] = [following(watch), following(watch)];
    await looked();
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
    await watch.close();
  });

  it.skipIf(skipped)('tells no more after it was stopped, and nothing of what was rolled back', async () => {
    const { watch, looked } = watching();
    const gone = following(watch);
    const stays = following(watch);
    await looked();
    gone.stop();
    gone.told.length = 0;
    stays.told.length = 0;
    const session = opened.store.session(EVERYTHING);
    const undone = session.transaction(async (transaction) => {
      await transaction.write([{ kind: 'create', resource: patient('Teruggedraaid') }]);
      throw new Error('not after all');
    });
    await expect(undone).rejects.toThrow('not after all');
    await looked();
    expect(stays.told).toEqual([]);
    await session.change({ kind: 'create', resource: patient('Blijft') });
    await stays.until('Patient');
    expect(gone.told).toEqual([]);
    await watch.close();
  });

  it.skipIf(skipped)('tells who begins what was committed just before, and nothing older', async () => {
    await opened.store.session(EVERYTHING).change({ kind: 'create', resource: patient('Net ervoor') });
    const fresh = following();
    await expect.poll(() => fresh.told.join(' ')).toContain('Patient');
    const { watch, looked } = watching(() => new Date(Date.now() + 3_600_000));
    const later = following(watch);
    await looked();
    expect(later.told).toEqual([]);
    expect(fresh.told).toHaveLength(1);
    fresh.stop();
    await watch.close();
  });

  it.skipIf(skipped)(
    'tells once that the database is away, and afterwards what was committed meanwhile',
    async () => {
      const { watch, looked, state } = watching();
      const follower = following(watch);
      await looked();
      follower.told.length = 0;
      state.isAway = true;
      await looked();
      await opened.store.session(EVERYTHING).change({ kind: 'create', resource: patient('Intussen') });
      expect(follower.lost).toHaveLength(1);
      state.isAway = false;
      await follower.until('Patient');
      await watch.close();
    },
  );
});
