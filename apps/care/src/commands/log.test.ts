import { rmSync } from 'node:fs';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../configuration.ts';
import { openRecord } from '../record.ts';
import { logCommand } from './log.ts';

const CALLER = { id: 'Practitioner/invented', role: 'physician', scope: { kind: 'nothing' } } as const;

const folder = await emptyRecord('caecilia-log-command-');
const settings = readSettings({ CAECILIA_DATA_DIR: folder }, '/');

describe('the command that takes a month out of the log', () => {
  const said: string[] = [];
  const run = (args: readonly string[], more: Partial<typeof settings> = {}) =>
    logCommand.run({
      settings: { ...settings, ...more },
      args,
      print: (text) => void said.push(text),
      tell: () => {},
    });

  beforeAll(async () => {
    const { store } = await openRecord(settings, {
      now: () => new Date('2019-03-05T10:00:00Z'),
      baseUrl: '',
    });
    await store.log.write({ event: 'print', action: 'R', outcome: 0, caller: CALLER });
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a month that is younger than five years, one that is not there, and what is no month', async () => {
    const lastMonth = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 7);
    await expect(run(['remove-month', lastMonth])).rejects.toThrow('must be kept');
    await expect(run(['remove-month', '2018-01'])).rejects.toThrow('no month 2018-01');
    await expect(run(['remove-month', 'March'])).rejects.toThrow('written like');
    for (const args of [[], ['remove-month'], ['clear', '2019-03'], ['remove-month', '2019-03', 'now']])
      await expect(run(args)).rejects.toThrow('caecilia log remove-month');
    expect(said).toEqual([]);
  });

  it('asks for the owner of the database where there is one', async () => {
    const server = { CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://app@nowhere.invalid/record' };
    await expect(run(['remove-month', '2019-03'], server)).rejects.toThrow('CAECILIA_CLINICAL_OWNER_URL');
  });

  it('takes the month out, and leaves what the proof of the log goes on by', async () => {
    expect(await run(['remove-month', '2019-03'])).toBe(0);
    expect(said).toEqual(['1 lines of 2019-03 were taken out of the log; verify knows of it\n']);
    const { store } = await openRecord(settings, { now: () => new Date(), baseUrl: '' });
    try {
      const { lines } = await store.log.lines({ count: 10 });
      expect(lines.map(({ event, action }) => `${event} ${action}`)).toEqual(['log-change D']);
      expect(await store.verify()).not.toHaveProperty('firstBreak');
    } finally {
      await store.close();
    }
  });
});
