import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '@caecilia/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BreakGlassSpool } from './spool.ts';

const ENTRY: LogEntry = {
  event: 'break-glass',
  action: 'E',
  outcome: 0,
  caller: { id: 'Practitioner/verzonnen', role: 'physician', scope: { kind: 'nothing' } },
  patient: 'p',
  detail: 'granted',
};

describe('the spool for emergency access', () => {
  let folder: string;
  let away: boolean;
  let logged: LogEntry[];
  const spool = () =>
    new BreakGlassSpool({
      folder,
      now: () => new Date('2026-03-01T03:00:00.000Z'),
      log: {
        write: (entry) => {
          if (away) return Promise.reject(new Error('the database does not answer'));
          logged.push(entry);
          return Promise.resolve();
        },
      },
    });
  const file = () => join(folder, 'break-glass.spool');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caecilia-spool-'));
    away = false;
    logged = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves nothing on the disk while the log can be written', async () => {
    expect(await spool().write(ENTRY)).toBe('logged');
    expect(spool().waits).toBe(false);
    expect(logged).toEqual([ENTRY]);
  });

  it('keeps lines while the log is away, for its owner only, and hands them over in order once', async () => {
    away = true;
    const first = spool();
    expect(await Promise.all([first.write(ENTRY), first.write({ ...ENTRY, patient: 'q' })])).toEqual([
      'spooled',
      'spooled',
    ]);
    expect(statSync(file()).mode & 0o077).toBe(0);
    await expect(first.takeIn()).rejects.toThrow('does not answer');
    expect(first.waits).toBe(true);

    away = false;
    const afterRestart = spool();
    expect(await afterRestart.takeIn()).toBe(2);
    expect(logged).toEqual([
      { ...ENTRY, detail: 'granted (spooled 2026-03-01T03:00:00.000Z)' },
      { ...ENTRY, patient: 'q', detail: 'granted (spooled 2026-03-01T03:00:00.000Z)' },
    ]);
    expect(afterRestart.waits).toBe(false);
    expect(await afterRestart.takeIn()).toBe(0);
  });

  it('takes in what came while it was taking in', async () => {
    away = true;
    await spool().write(ENTRY);
    await expect(spool().takeIn()).rejects.toThrow();
    await spool().write({ ...ENTRY, patient: 'later' });
    away = false;
    expect(await spool().takeIn()).toBe(2);
    expect(logged.map(({ patient }) => patient)).toEqual(['p', 'later']);
  });

  it('tells the log that a line was changed or cut off, and takes in what is left', async () => {
    away = true;
    await spool().write(ENTRY);
    await spool().write({ ...ENTRY, patient: 'q' });
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('"patient":"p"', '"patient":"x"'));
    appendFileSync(file(), '{"at":"2026');
    away = false;
    expect(await spool().takeIn()).toBe(2);
    expect(logged.map(({ event, outcome }) => [event, outcome])).toEqual([
      ['break-glass', 0],
      ['break-glass', 0],
      ['log-change', 8],
    ]);
  });

  it('refuses any other event, and fails where the disk refuses too', async () => {
    away = true;
    await expect(spool().write({ ...ENTRY, event: 'print' })).rejects.toThrow('only emergency access');
    const broken = spool();
    rmSync(folder, { recursive: true });
    await expect(broken.write(ENTRY)).rejects.toThrow('ENOENT');
    folder = mkdtempSync(join(tmpdir(), 'caecilia-spool-'));
  });
});
