import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpooledBatch } from '@caecilia/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskSpool } from './disk-spool.ts';

describe('the spool on the disk', () => {
  let folder: string;
  let taken: SpooledBatch[];
  const take = (batch: SpooledBatch) => {
    taken.push(batch);
    return Promise.resolve();
  };
  const away = () => Promise.reject(new Error('the log is still away'));
  const file = () => join(folder, 'waiting.spool');
  const entries = () => taken.map((batch) => batch.entries);

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'caecilia-spool-')), 'spool');
    taken = [];
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('has nothing on the disk while nothing waits', async () => {
    expect(await new DiskSpool(folder).deliver(take)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(taken).toEqual([]);
  });

  it('keeps entries for its owner only, in order, and hands them over once', async () => {
    const spool = new DiskSpool(folder);
    await Promise.all([spool.append(['one', 'two']), spool.append(['three'])]);
    expect(statSync(file()).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
    await expect(spool.deliver(away)).rejects.toThrow('still away');
    expect(await spool.deliver(take)).toBe(3);
    expect(taken).toMatchObject([{ entries: ['one', 'two', 'three'], whole: true }]);
    expect(await spool.deliver(take)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('hands over what a process left behind, before what came later, and under the same id again', async () => {
    const before = new DiskSpool(folder);
    await before.append(['before']);
    const after = new DiskSpool(folder);
    await after.append(['after']);
    const ids: string[] = [];
    await expect(
      after.deliver((batch) => {
        ids.push(batch.id);
        return away();
      }),
    ).rejects.toThrow();
    expect(await new DiskSpool(folder).deliver(take)).toBe(2);
    expect(entries()).toEqual([['before'], ['after']]);
    expect(taken[0]?.id).toBe(ids[0]);
  });

  it('says that an entry was changed, taken out or cut off, and hands over what is left', async () => {
    const damages: readonly ((text: string) => string)[] = [
      (text) => text.replace('two', 'TWO'),
      (text) => text.split('\n').toSpliced(1, 1).join('\n'),
      (text) => `${text}fo`,
    ];
    for (const damage of damages) {
      await new DiskSpool(folder).append(['one', 'two', 'three']);
      writeFileSync(file(), damage(readFileSync(file(), 'utf8')));
      await new DiskSpool(folder).deliver(take);
    }
    expect(taken.map(({ whole }) => whole)).toEqual([false, false, false]);
    expect(entries()).toEqual([
      ['one', 'TWO', 'three'],
      ['one', 'three'],
      ['one', 'two', 'three'],
    ]);
  });

  it('fails where the disk refuses, and refuses what is not one line', async () => {
    const spool = new DiskSpool(folder);
    expect(() => spool.append(['two\nlines'])).toThrow('one line');
    rmSync(folder, { recursive: true });
    await expect(spool.append(['lost'])).rejects.toThrow('ENOENT');
  });
});
