import type { AccessLog, Caller, LogEntry, LogLine, LogReader } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS, type CsvHeadings, csvOf } from './csv.ts';
import { Trail } from './trail.ts';

/** An invented patient, looking at their own log. */
const PATIENT: Caller = { id: 'Patient/p', role: 'patient', scope: { kind: 'nothing' } };
const MARCH = { from: '2026-03-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z' };

function line(at: string, more: Partial<LogLine> = {}, who: Partial<LogLine['who']> = {}): LogLine {
  return {
    id: at,
    at: `2026-03-${at}:00.000Z`,
    event: 'read',
    action: 'R',
    outcome: 0,
    who: { id: 'Practitioner/1', name: 'Verpleegkundige Verzonnen', role: 'nurse', system: 'test', ...who },
    patient: 'p',
    types: ['Consent'],
    ...more,
  };
}

/** A log in memory with these lines; it keeps what is written to it. */
function logWith(lines: readonly LogLine[], refuses = false) {
  const written: LogEntry[] = [];
  const asked: number[] = [];
  const log: AccessLog & LogReader = {
    write: (entry) => {
      if (refuses) return Promise.reject(new Error('no room'));
      written.push(entry);
      return Promise.resolve();
    },
    lines: ({ patient, user, from = '', until = '~', cursor = '', count }) => {
      asked.push(count);
      const found = lines.filter(
        (one) =>
          (patient === undefined || one.patient === patient) &&
          (user === undefined || one.who.id === user) &&
          one.at >= from &&
          one.at < until &&
          one.at > cursor,
      );
      const page = found.slice(0, 3);
      const last = page.at(-1);
      return Promise.resolve({
        lines: page,
        ...(found.length > 3 && last !== undefined ? { next: last.at } : {}),
      });
    },
  };
  return { log, written, asked };
}

describe('the trail of a patient', () => {
  const looks = [
    line('02T09:00'),
    line('02T09:05'),
    line('02T10:00', { types: ['Observation'] }),
    line('02T11:00', {}, { id: 'Practitioner/2', role: 'physician' }),
    // 00:30 of the third where the house stands.
    line('02T23:30'),
    line('04T10:00', {}, { emergency: { reason: 'acuut' } }),
    line('04T10:01'),
    line('04T10:02', { patient: 'q' }),
  ];

  it('is chronological, and folds what reads the same on one local day', async () => {
    const { log } = logWith(looks);
    const { accesses, next } = await new Trail({ log }).accessesOf(PATIENT, 'p', MARCH);
    expect(
      accesses.map(({ day, count, line: { types, who } }) => [
        day,
        count,
        types[0],
        who.role,
        who.emergency?.reason,
      ]),
    ).toEqual([
      ['2026-03-02', 2, 'Consent', 'nurse', undefined],
      ['2026-03-02', 1, 'Observation', 'nurse', undefined],
      ['2026-03-02', 1, 'Consent', 'physician', undefined],
      ['2026-03-03', 1, 'Consent', 'nurse', undefined],
      ['2026-03-04', 1, 'Consent', 'nurse', 'acuut'],
      ['2026-03-04', 1, 'Consent', 'nurse', undefined],
    ]);
    expect(accesses[0]).toMatchObject({
      first: '2026-03-02T09:00:00.000Z',
      last: '2026-03-02T09:05:00.000Z',
    });
    expect(next).toBeUndefined();
  });

  it('ends a page with a whole day, and goes on without losing or repeating one', async () => {
    const { log } = logWith(looks);
    const trail = new Trail({ log, pageSize: 2 });
    const days: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await trail.accessesOf(PATIENT, 'p', {
        ...MARCH,
        ...(cursor === undefined ? {} : { cursor }),
      });
      days.push(page.accesses.map(({ day, count }) => `${day} ${count}`));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(days).toEqual([
      ['2026-03-02 2', '2026-03-02 1', '2026-03-02 1'],
      ['2026-03-03 1', '2026-03-04 1', '2026-03-04 1'],
    ]);
  });

  it('leaves a line of each look before anything is shown', async () => {
    const { log, written } = logWith(looks);
    const trail = new Trail({ log });
    await trail.accessesOf(PATIENT, 'p', MARCH);
    await trail.linesOf(PATIENT, 'Practitioner/1', MARCH);
    await trail.monthlySample(PATIENT, { month: '2026-03', size: 2, seed: 's' });
    await trail.reviewedMonth(PATIENT, '2026-03');
    await trail.allAccessesOf(PATIENT, 'p', MARCH);
    expect(written.map(({ event, patient }) => [event, patient])).toEqual([
      ['log-view', 'p'],
      ['log-view', undefined],
      ['log-view', undefined],
      ['log-view', undefined],
      ['export', 'p'],
    ]);
  });

  it('shows nothing where that line cannot be written', async () => {
    const { log, asked } = logWith(looks, true);
    const trail = new Trail({ log });
    const looking = [
      trail.accessesOf(PATIENT, 'p', MARCH),
      trail.allAccessesOf(PATIENT, 'p', MARCH),
      trail.linesOf(PATIENT, 'Practitioner/1', MARCH),
      trail.monthlySample(PATIENT, { month: '2026-03', size: 1, seed: 's' }),
      trail.reviewedMonth(PATIENT, '2026-03'),
    ];
    for (const look of looking) await expect(look).rejects.toThrow('no room');
    expect(asked).toEqual([]);
  });

  it('gives the lines of one person, and a sample that the same seed draws again', async () => {
    const { log } = logWith(looks);
    const trail = new Trail({ log });
    expect((await trail.linesOf(PATIENT, 'Practitioner/2', MARCH)).map(({ id }) => id)).toEqual(['02T11:00']);
    const order = { month: '2026-03', size: 3, seed: 'a' };
    const sample = await trail.monthlySample(PATIENT, order);
    expect(sample).toEqual(await trail.monthlySample(PATIENT, order));
    expect(new Set(sample.map(({ role }) => role))).toEqual(new Set(['nurse', 'physician']));
    expect(await trail.monthlySample(PATIENT, { ...order, month: '2026-02' })).toEqual([]);
  });
});

describe('the download of a log', () => {
  const headings = Object.fromEntries(CSV_COLUMNS.map((column) => [column, column])) as CsvHeadings;
  const accessBy = (name: string) => {
    const only = line('02T09:00', {}, { name });
    return { day: '2026-03-02', first: only.at, last: only.at, count: 1, line: only };
  };

  it('has one row for each access, under headings', () => {
    expect(csvOf([accessBy('Verpleegkundige "V", Verzonnen')], headings)).toBe(
      `\uFEFF${CSV_COLUMNS.map((column) => `"${column}"`).join(',')}\r\n` +
        `"2026-03-02","2026-03-02T09:00:00.000Z","2026-03-02T09:00:00.000Z","1","Verpleegkundige ""V"", Verzonnen","nurse","","","Consent","read","R","0","","",""\r\n`,
    );
  });

  it('holds nothing that a spreadsheet takes for a formula', () => {
    for (const name of ['=1+1', '+31', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =HYPERLINK("x")']) {
      const [, row = ''] = csvOf([accessBy(name)], headings).split('"\r\n');
      expect(row).toContain(`,"'${name.replaceAll('"', '""')}",`);
    }
  });
});
