import { describe, expect, it } from 'vitest';
import {
  closingInstant,
  daysLeft,
  deadlineOn,
  deadlinesOf,
  mergedDeadlines,
  nextDeadline,
  statusAt,
} from './call.ts';

const at = (text: string) => new Date(text);

describe('the dates of a call', () => {
  it('close at 17:00 in Brussels, in summer and in winter', () => {
    expect(closingInstant('2026-09-15')).toBe('2026-09-15T15:00:00.000Z');
    expect(closingInstant('2026-12-01')).toBe('2026-12-01T16:00:00.000Z');
    expect(closingInstant('2026-10-25')).toBe('2026-10-25T16:00:00.000Z');
    expect(closingInstant('2026-09-15', '12:00')).toBe('2026-09-15T10:00:00.000Z');
  });

  it('are two for a two-stage call, the second perhaps still to be announced', () => {
    expect(deadlinesOf('two-stage', ['2027-04-13'])).toMatchObject([
      { stage: 1, day: '2027-04-13' },
      { stage: 2, day: null, at: null },
    ]);
    expect(
      deadlinesOf('two-stage', ['2027-09-16', '2027-04-13']).map(({ stage, day }) => [stage, day]),
    ).toEqual([
      [1, '2027-04-13'],
      [2, '2027-09-16'],
    ]);
  });

  it('are as many as there are cut-offs, each once', () => {
    const days = ['2027-03-10', '2026-10-14', '2027-03-10'];
    expect(deadlinesOf('multiple cut-off', days).map(({ stage, day }) => `${stage} ${day}`)).toEqual([
      'cut-off 2026-10-14',
      'cut-off 2027-03-10',
    ]);
    expect(deadlinesOf('single-stage', ['2026-10-14'])).toEqual([deadlineOn('2026-10-14', 1, 'file')]);
  });

  it('are counted in days of Brussels: the week of the script has 22 left', () => {
    expect(daysLeft('2026-09-15', at('2026-08-24T14:00:00+02:00'))).toBe(22);
    expect(daysLeft('2026-09-15', at('2026-09-14T23:30:00Z'))).toBe(0);
    expect(daysLeft('2026-09-15', at('2026-09-15T23:00:00Z'))).toBe(-1);
  });

  it('still count at the very instant, and the next one after it', () => {
    const two = deadlinesOf('two-stage', ['2027-04-13', '2027-09-16']);
    expect(nextDeadline(two, at('2027-04-13T15:00:00Z'))?.stage).toBe(1);
    expect(nextDeadline(two, at('2027-04-13T15:00:00.001Z'))?.stage).toBe(2);
    expect(nextDeadline(two, at('2027-09-16T15:00:01Z'))).toBeUndefined();
  });

  it('decide whether a call is open, whatever its source said once', () => {
    const call = { announced: 'open' as const, deadlines: deadlinesOf('single-stage', ['2026-09-15']) };
    expect(statusAt(call, at('2026-09-15T14:59:00Z'))).toBe('open');
    expect(statusAt(call, at('2026-09-15T15:01:00Z'))).toBe('closed');
    const stages = { announced: 'open' as const, deadlines: deadlinesOf('two-stage', ['2026-09-15']) };
    expect(statusAt(stages, at('2026-09-16T00:00:00Z'))).toBe('closed');
    expect(statusAt({ announced: 'forthcoming', deadlines: [] }, at('2026-09-16T00:00:00Z'))).toBe(
      'forthcoming',
    );
    expect(statusAt({ ...call, announced: 'closed' }, at('2026-08-01T00:00:00Z'))).toBe('closed');
  });
});

describe('a newer file', () => {
  const dates = (model: 'single-stage' | 'two-stage' | 'multiple cut-off', ...days: string[]) => ({
    model,
    deadlines: deadlinesOf(model, days),
  });
  const days = (merged: readonly { stage: unknown; day: string | null }[]) =>
    merged.map(({ stage, day }) => `${String(stage)} ${day ?? 'to be announced'}`);

  it('moves a deadline that was put off', () => {
    const merged = mergedDeadlines(
      dates('single-stage', '2026-09-15'),
      dates('single-stage', '2026-09-22'),
      at('2026-08-24T00:00:00Z'),
    );
    expect(days(merged)).toEqual(['1 2026-09-22']);
  });

  it('names the second stage once the first is over, and another first stage before', () => {
    const known = dates('two-stage', '2027-04-13');
    const told = dates('two-stage', '2027-09-16');
    expect(days(mergedDeadlines(known, told, at('2027-05-01T00:00:00Z')))).toEqual([
      '1 2027-04-13',
      '2 2027-09-16',
    ]);
    expect(days(mergedDeadlines(known, told, at('2027-03-01T00:00:00Z')))).toEqual([
      '1 2027-09-16',
      '2 to be announced',
    ]);
  });

  it('that names the first stage only does not take back the second', () => {
    const known = dates('two-stage', '2027-04-13', '2027-09-16');
    const merged = mergedDeadlines(known, dates('two-stage', '2027-04-13'), at('2027-05-01T00:00:00Z'));
    expect(days(merged)).toEqual(['1 2027-04-13', '2 2027-09-16']);
  });

  it('adds a cut-off and keeps those before', () => {
    const merged = mergedDeadlines(
      dates('multiple cut-off', '2026-03-17'),
      dates('multiple cut-off', '2026-09-15'),
      at('2026-08-24T00:00:00Z'),
    );
    expect(days(merged)).toEqual(['cut-off 2026-03-17', 'cut-off 2026-09-15']);
  });

  it('leaves what a person entered', () => {
    const known = { ...dates('two-stage', '2027-04-13') };
    const byHand = {
      ...known,
      deadlines: [known.deadlines[0], deadlineOn('2027-09-20', 2, 'person')].filter(
        (each) => each !== undefined,
      ),
    };
    expect(days(mergedDeadlines(byHand, known, at('2027-03-01T00:00:00Z')))).toEqual([
      '1 2027-04-13',
      '2 2027-09-20',
    ]);
  });

  it('that says the same changes nothing', () => {
    for (const told of [
      dates('two-stage', '2027-04-13'),
      dates('multiple cut-off', '2026-03-17'),
      dates('single-stage', '2026-09-15'),
    ]) {
      expect(mergedDeadlines(told, told, at('2028-01-01T00:00:00Z'))).toEqual(told.deadlines);
    }
  });
});
