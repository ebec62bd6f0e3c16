import { civilDay } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { generatedHistories, ODD_MOMENTS } from '../testing/histories.ts';
import { dayNumber, dutchDay, type SecondSums, secondSums } from '../testing/secondSums.ts';
import { daysBetween } from './civilDays.ts';
import { distressSums } from './distress.ts';
import { type EpisodeOfPhases, phaseSums } from './phaseSums.ts';
import { shareOf } from './proportion.ts';
import { responseClock } from './responseClock.ts';

const ZONE = 'Europe/Amsterdam';
const HISTORIES = 10_000;

type Histories = ReturnType<typeof generatedHistories>;

/** The product's sums, in the shape of the second calculation. */
function sumsOf(histories: Histories): SecondSums {
  const phases = phaseSums(
    histories.map(({ episode }) => episode),
    ZONE,
  );
  const clock = responseClock(
    histories.map(({ request }) => request),
    ZONE,
  );
  const distress = distressSums(histories.flatMap((each) => each.distress));
  const pair = ({ met, of }: { met: number; of: number }): [number, number] => [met, of];
  return {
    patients: phases.patients,
    episodes: phases.episodes,
    phases: phases.phases,
    changes: phases.changes,
    started: pair(phases.startedInTime),
    startedContradictory: phases.contradictory,
    unstable: pair(phases.unstableThreeDays),
    unstableRunning: phases.unstableRunning,
    days: Object.fromEntries(
      phases.days.map(({ setting, phase, phases: count, days }) => [`${setting} ${phase}`, [count, days]]),
    ),
    responded: pair(clock.sameOrNextDay),
    waiting: clock.waiting,
    notReady: clock.notReady,
    respondedContradictory: clock.contradictory,
    minutes: clock.medianMinutes,
    stayedLow: pair(distress.stayedLow),
    becameLow: pair(distress.becameLow),
    improvedOrLow: pair(distress.improvedOrLow),
    notMeasured: distress.notMeasured,
  };
}

describe('the outcome sums', () => {
  it(`equal a second, independent calculation, history by history and all together (${HISTORIES})`, () => {
    const histories = generatedHistories(2026, HISTORIES);
    for (const history of histories) expect(sumsOf([history])).toEqual(secondSums([history]));
    const together = sumsOf(histories);
    expect(together).toEqual(secondSums(histories));
    // The histories have something in every sum, so that equal does not mean empty.
    const counts = [together.started, together.unstable, together.responded, together.stayedLow].flat();
    expect(Math.min(...counts, together.becameLow[0], together.improvedOrLow[0])).toBeGreaterThan(
      HISTORIES / 20,
    );
    expect(together.waiting * together.notReady * together.respondedContradictory).toBeGreaterThan(0);
    expect(Object.keys(together.days).length).toBe(10);
  });

  it('count the same civil days as the second calculation around every odd moment, minute by minute', () => {
    for (const odd of ODD_MOMENTS)
      for (let minute = -180; minute <= 180; minute += 1) {
        const instant = new Date(odd + minute * 60_000);
        const [year = 0, month = 0, day = 0] = civilDay(instant, ZONE).split('-').map(Number);
        expect(dayNumber(year, month, day)).toBe(dutchDay(instant));
      }
  });

  it('are zero, and share nothing, where there is nothing', () => {
    const { startedInTime, days } = phaseSums([], ZONE);
    expect(shareOf(startedInTime)).toBeUndefined();
    expect(days).toEqual([]);
    expect(responseClock([], ZONE)).not.toHaveProperty('medianMinutes');
  });

  it('show a target only where one was verified, and always the source', () => {
    expect(phaseSums([], ZONE).unstableThreeDays.target).toBe(0.9);
    expect(responseClock([], ZONE).sameOrNextDay.target).toBe(0.9);
    const { stayedLow, becameLow, improvedOrLow } = distressSums([]);
    for (const each of [stayedLow, becameLow, improvedOrLow]) {
      expect(each).not.toHaveProperty('target');
      expect(each.source).toMatch(/PCOC|AIHW/);
    }
  });
});

describe('days', () => {
  it.each([
    ['the night that summer time begins', '2025-03-29T22:30Z', '2025-03-30T22:30Z', 2],
    ['a day of 23 hours', '2025-03-29T23:00Z', '2025-03-30T22:00Z', 1],
    ['a day of 25 hours', '2025-10-25T22:00Z', '2025-10-26T22:59Z', 0],
    ['the leap day', '2024-02-28T12:00Z', '2024-03-01T12:00Z', 2],
    ['no leap day', '2025-02-28T12:00Z', '2025-03-01T12:00Z', 1],
    ['two minutes over midnight', '2026-01-01T22:59Z', '2026-01-01T23:01Z', 1],
    ['a moment before', '2026-01-02T12:00Z', '2026-01-01T12:00Z', -1],
  ])('are counted by their dates: %s', (_, from, until, days) => {
    expect(daysBetween(new Date(from), new Date(until), ZONE)).toBe(days);
  });
});

describe('the response clock', () => {
  const request = (ready: string, contact?: string) => ({
    referred: new Date('2025-03-28T10:00Z'),
    readyForCare: new Date(ready),
    ...(contact === undefined ? {} : { firstContact: new Date(contact) }),
  });

  it('counts the day of being ready and the next one, over the weekend of the clock change, and a future date', () => {
    const clock = responseClock(
      [
        request('2025-03-28T10:00Z', '2025-03-28T12:00Z'),
        request('2025-03-29T10:00Z', '2025-03-30T21:59Z'),
        request('2025-03-29T10:00Z', '2025-03-30T22:00Z'),
        request('2025-04-07T06:00Z', '2025-04-08T20:00Z'),
        request('2025-04-07T06:00Z', '2025-04-05T20:00Z'),
        request('2025-04-07T06:00Z'),
        { referred: new Date('2025-03-28T10:00Z') },
      ],
      ZONE,
    );
    expect(clock).toMatchObject({
      requests: 7,
      sameOrNextDay: { met: 3, of: 4 },
      waiting: 1,
      notReady: 1,
      contradictory: 1,
    });
  });
});

describe('an unstable phase', () => {
  const lasting = (from: string, until: string): EpisodeOfPhases => ({
    patientId: 'invented',
    setting: 'inpatient',
    episode: { start: new Date(from), end: new Date(until) },
    phases: [{ phase: 'unstable', from: new Date(from), until: new Date(until), reason: 'x' }],
  });

  it('of three days by its dates is in time, also with an hour lost, and one of four is not', () => {
    const three = lasting('2025-03-28T08:00Z', '2025-03-31T21:59Z');
    const four = lasting('2025-03-28T22:59Z', '2025-03-31T22:00Z');
    expect(phaseSums([three], ZONE).unstableThreeDays).toMatchObject({ met: 1, of: 1 });
    expect(phaseSums([four], ZONE).unstableThreeDays).toMatchObject({ met: 0, of: 1 });
  });
});

describe('distress over a phase', () => {
  it.each([
    ['stays low', 0, 0, [1, 1], [0, 0], [1, 1]],
    ['rises within mild: low by PCOC, worse by AIHW', 1, 3, [1, 1], [0, 0], [0, 1]],
    ['leaves mild', 3, 4, [0, 1], [0, 0], [0, 1]],
    ['becomes mild', 4, 3, [0, 0], [1, 1], [1, 1]],
    ['stays moderate, a point better: not low by PCOC, better by AIHW', 7, 6, [0, 0], [0, 1], [1, 1]],
    ['stays severe', 8, 8, [0, 0], [0, 1], [0, 1]],
  ])('%s', (_, start, end, stayed, became, improved) => {
    const { stayedLow, becameLow, improvedOrLow } = distressSums([{ start, end }]);
    const pairs = [stayedLow, becameLow, improvedOrLow].map(({ met, of }) => [met, of]);
    expect(pairs).toEqual([stayed, became, improved]);
  });

  it('is not counted without a valid score at both ends', () => {
    const broken = [{}, { start: 3 }, { end: 3 }, { start: 11, end: 3 }, { start: 2.5, end: 3 }];
    expect(distressSums(broken)).toMatchObject({ notMeasured: 5, improvedOrLow: { of: 0 } });
  });
});
