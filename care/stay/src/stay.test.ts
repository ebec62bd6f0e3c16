import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullOn, type Taken, takenOn } from './places.ts';
import { fromResources, toEncounter, toEpisode, toResources } from './resources.ts';
import { type Act, type AskedStay, applied, asked, doable, type Stay } from './stay.ts';

const TODAY = '2026-11-23';
const DONE = { by: 'Practitioner/transfer', at: '2026-11-23T09:00:00.000Z', today: TODAY };
const HANNA = { by: 'Practitioner/hanna', at: '2026-11-23T10:00:00.000Z', today: TODAY };
const WISH: AskedStay = {
  kind: 'time-out',
  from: '2026-11-27',
  until: '2026-12-11',
  careNeed: 'Hulp bij alles, ook ’s nachts',
  question: 'Twee weken, zodat haar man kan slapen',
  callBack: '000-555 02 70',
};
const ask = (more: Partial<AskedStay> = {}, patientAgrees = true) =>
  asked(
    {
      patient: 'verzonnen',
      hospice: 'Organization/linde',
      requester: { reference: 'Practitioner/transfer', name: 'Toos Verzonnen' },
      clientId: '0b1f6d3e-0000-4000-8000-000000000001',
      asked: { ...WISH, ...more },
      patientAgrees,
    },
    DONE,
  );
const days = { from: '2026-11-27', until: '2026-12-11' };
const made = (stay: Stay, ...acts: readonly Act[]) =>
  acts.reduce((now, act) => applied(now, act, HANNA), stay);
const accepted = () => ({
  ...made(ask(), { kind: 'accept', days }),
  booked: { encounter: 'stay-1', episode: 'care-1' },
});
const IDS = { request: 'request-1', task: 'task-1' };

describe('a request for a stay', () => {
  it('of a time-out needs the day of return; at the end of life nobody is asked for one', () => {
    expect(() => ask({ until: '' })).toThrow(expect.objectContaining({ code: 'required' }));
    expect(ask({ kind: 'end-of-life', until: '' }).asked).not.toHaveProperty('until');
  });

  it('is not sent before the patient agrees, nor for a day that is past, nor without what is asked', () => {
    expect(() => ask({}, false)).toThrow(/Ask the patient/);
    for (const [more, expression] of [
      [{ from: '2026-11-22' }, 'from'],
      [{ from: '2026-02-30' }, 'from'],
      [{ until: '2026-11-27' }, 'until'],
      [{ careNeed: ' ' }, 'careNeed'],
      [{ question: 'x'.repeat(1001) }, 'question'],
      [{ callBack: '' }, 'callBack'],
    ] as const)
      expect(() => ask(more)).toThrow(
        expect.objectContaining({ issues: [expect.objectContaining({ expression: [expression] })] }),
      );
  });

  it('stands as it was written in its two resources, whatever was done with it', () => {
    const acts: readonly (readonly Act[])[] = [
      [],
      [{ kind: 'check', check: 'phoned' }],
      [{ kind: 'decline', reason: 'Geen plaats tot kerst' }],
      [{ kind: 'withdraw', reason: 'Zij blijft thuis' }],
    ];
    for (const some of acts) {
      const stay = made(ask(), ...some);
      expect(fromResources(toResources(stay, IDS))).toEqual(stay);
    }
    const promised: readonly (readonly Act[])[] = [
      [],
      [{ kind: 'told' }],
      [{ kind: 'arrive' }],
      [{ kind: 'arrive' }, { kind: 'leave' }],
    ];
    for (const some of promised) {
      const stay = made(accepted(), ...some);
      expect(fromResources(toResources(stay, IDS))).toEqual(stay);
    }
  });

  it('is not read where its two resources do not say the same, or one is not ours', () => {
    const { request, task } = toResources(ask(), IDS);
    for (const broken of [
      { request: { ...request, status: 'revoked' }, task },
      { request, task: { ...task, status: 'accepted' } },
      { request: { ...request, subject: { reference: 'Patient/other' } }, task },
      { request: { ...request, performer: [{ reference: 'Organization/other' }] }, task },
      { request, task: { ...task, modifierExtension: [{ url: 'urn:x' }] } },
      { request, task: { ...task, output: [] } },
    ])
      expect(() => fromResources(broken)).toThrow(expect.objectContaining({ code: 'invariant' }));
  });

  it('counts each check of the intake once, with who and when, and keeps no number', () => {
    const stay = made(ask(), { kind: 'check', check: 'bsn' }, { kind: 'check', check: 'bsn' });
    expect(stay.checks).toEqual([{ check: 'bsn', by: HANNA.by, at: HANNA.at }]);
  });

  it('asks to be read again when the days change or it is called off', () => {
    const read = made(accepted(), { kind: 'told' });
    expect(doable(read, 'asking')).toEqual(['withdraw']);
    const moved = made(read, { kind: 'replan', days: { from: '2026-11-28', until: '2026-12-11' } });
    expect(doable(moved, 'asking')).toContain('told');
    expect(doable(made(read, { kind: 'decline', reason: 'Brand' }), 'asking')).toEqual(['told']);
  });

  it('opens the record from the promise until it ends, and says that the patient is there once they have come', () => {
    const status = (stay: Stay) => [toEncounter(stay, IDS).status, toEpisode(stay, IDS).status];
    expect(status(accepted())).toEqual(['planned', 'onhold']);
    expect(status(made(accepted(), { kind: 'arrive' }))).toEqual(['in-progress', 'active']);
    expect(status(made(accepted(), { kind: 'arrive' }, { kind: 'leave' }))).toEqual(['finished', 'finished']);
    expect(status(made(accepted(), { kind: 'withdraw', reason: 'thuis' }))).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect(status(made(accepted(), { kind: 'decline', reason: 'brand' }))).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });

  it('cannot be answered twice, nor taken back when somebody is there', () => {
    for (const [stay, act] of [
      [accepted(), { kind: 'accept', days }],
      [made(ask(), { kind: 'decline', reason: 'vol' }), { kind: 'accept', days }],
      [made(accepted(), { kind: 'arrive' }), { kind: 'withdraw', reason: 'thuis' }],
    ] as const)
      expect(() => made(stay, act)).toThrow(expect.objectContaining({ code: 'business-rule' }));
  });
});

describe('places', () => {
  const taken: readonly Taken[] = [
    { from: '2026-11-20', until: '2026-11-27', isThere: true },
    { from: '2026-11-25', until: '2026-12-05', isThere: false },
  ];

  it('are free again on the day on which somebody leaves', () => {
    const at = { places: 2, today: TODAY };
    expect(fullOn({ from: '2026-11-24', until: '2026-11-26' }, taken, at)).toBe('2026-11-25');
    expect(fullOn({ from: '2026-11-27', until: '2026-11-30' }, taken, at)).toBeUndefined();
    expect(fullOn({ from: '2026-11-27' }, taken, { ...at, places: 1 })).toBe('2026-11-27');
    expect(fullOn({ from: '2026-11-27' }, [], { ...at, places: 0 })).toBe('2026-11-27');
  });

  it('stay taken by who is there still, also after the planned return', () => {
    const late: readonly Taken[] = [{ from: '2026-11-01', until: '2026-11-20', isThere: true }];
    expect(fullOn({ from: TODAY }, late, { places: 1, today: TODAY })).toBe(TODAY);
    expect(takenOn(TODAY, late, TODAY)).toBe(1);
  });

  it('are never promised more often than there are, whatever is asked in whatever order', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-12-${String(n).padStart(2, '0')}`);
    const stay = fc
      .tuple(day, fc.option(day))
      .filter(([from, until]) => until === null || until > from)
      .map(([from, until]): Taken => ({ from, ...(until === null ? {} : { until }), isThere: false }));
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 12 }), fc.integer({ min: 0, max: 3 }), (asks, places) => {
        const promised: Taken[] = [];
        for (const each of asks)
          if (fullOn(each, promised, { places, today: TODAY }) === undefined) promised.push(each);
        for (let n = 1; n <= 31; n += 1)
          expect(takenOn(`2026-12-${String(n).padStart(2, '0')}`, promised, TODAY)).toBeLessThanOrEqual(
            places,
          );
      }),
      { numRuns: 200 },
    );
  });
});
