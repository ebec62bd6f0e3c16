import type { AccessLog, Caller, LogEntry, LogLine, LogReader } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ReviewLog } from './review-log.ts';

/** An invented privacy officer. */
const OFFICER: Caller = { id: 'Practitioner/o', role: 'privacy-officer', scope: { kind: 'nothing' } };

function line(at: string, who: Partial<LogLine['who']> = {}, patient = 'p'): LogLine {
  return {
    id: at,
    at: `2026-03-${at}:00.000Z`,
    event: 'read',
    action: 'R',
    outcome: 0,
    who: { id: 'Practitioner/1', name: 'Verpleegkundige Verzonnen', role: 'nurse', system: 'test', ...who },
    patient,
    types: ['Consent'],
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
    lines: ({ from = '', until = '~', cursor = '', count }) => {
      asked.push(count);
      const found = lines.filter(({ at }) => at >= from && at < until && at > cursor);
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

describe('the log as the review reads it', () => {
  const { patient: _patient, ...ofNobody } = line('05T08:00');
  const looks: readonly LogLine[] = [
    line('02T09:00'),
    line('02T09:05'),
    line('02T11:00', { id: 'Practitioner/2', role: 'physician' }),
    line('04T10:00', { emergency: { reason: 'acuut' } }),
    line('04T10:02', {}, 'q'),
    ofNobody,
    // 00:30 of the first of April where the house stands.
    line('31T22:30'),
  ];
  const reading = (refuses = false) => {
    const { log, written, asked } = logWith(looks, refuses);
    return { reviewed: new ReviewLog({ log, timeZone: 'Europe/Amsterdam' }), written, asked };
  };

  it('has the lines about patients of a local month, each with what the rules ask', async () => {
    const { reviewed } = reading();
    const march = await reviewed.reviewedMonth(OFFICER, '2026-03');
    expect(march.map(({ id }) => id)).toEqual(['02T09:00', '02T09:05', '02T11:00', '04T10:00', '04T10:02']);
    expect(march[3]).toMatchObject({ actor: 'Practitioner/1', patient: 'p', emergency: true, ground: '' });
    const april = await reviewed.reviewedMonth(OFFICER, '2026-04');
    expect(april.map(({ id }) => id)).toEqual(['31T22:30']);
  });

  it('leaves a line of each look before anything is read', async () => {
    const { reviewed, written } = reading();
    await reviewed.monthlySample(OFFICER, { month: '2026-03', size: 2, seed: 's' });
    await reviewed.reviewedMonth(OFFICER, '2026-03');
    expect(written.map(({ event, detail }) => [event, detail])).toEqual([
      ['log-view', 'sample of 2026-03, 2 by s'],
      ['log-view', 'month 2026-03'],
    ]);
  });

  it('reads nothing where that line cannot be written', async () => {
    const { reviewed, asked } = reading(true);
    const looking = [
      reviewed.monthlySample(OFFICER, { month: '2026-03', size: 1, seed: 's' }),
      reviewed.reviewedMonth(OFFICER, '2026-03'),
    ];
    for (const look of looking) await expect(look).rejects.toThrow('no room');
    expect(asked).toEqual([]);
  });

  it('draws a sample that the same seed draws again', async () => {
    const { reviewed } = reading();
    const order = { month: '2026-03', size: 4, seed: 'a' };
    const sample = await reviewed.monthlySample(OFFICER, order);
    expect(sample).toEqual(await reviewed.monthlySample(OFFICER, order));
    expect(sample).toHaveLength(4);
    expect(await reviewed.monthlySample(OFFICER, { ...order, month: '2026-02' })).toEqual([]);
  });
});
