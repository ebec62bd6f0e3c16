import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import type { LimitState } from '../plan.ts';
import { directive, limitOf, planOf, REASON_FOR_ENDING } from '../testing/record.ts';

const permit = (id: string, on?: string, more: object = {}) => directive({ id, on, type: 'permit', ...more });
const deny = (id: string, on?: string, more: object = {}) => directive({ id, on, type: 'deny', ...more });
const words = (id: string, on: string | undefined, specification: string) =>
  directive({ id, on, specification });
const foreign = (id: string, on?: string) =>
  directive({
    id,
    on,
    type: 'permit',
    consent: { modifierExtension: [{ url: 'https://example.org/x', valueBoolean: true }] },
  });

interface Case {
  readonly sentence: string;
  readonly given: readonly FhirResource[];
  readonly state: LimitState;
  readonly current: readonly string[];
  readonly former?: readonly string[];
}

const cases: readonly Case[] = [
  { sentence: 'without any directive is not discussed', given: [], state: 'notDiscussed', current: [] },
  {
    sentence: 'takes the newest of two that say the same; the older one is history',
    given: [permit('old', '2020-10-01'), permit('new', '2022-11-08')],
    state: 'do',
    current: ['new'],
    former: ['old repeated'],
  },
  {
    sentence: 'shows both of two that say the opposite, newest first, whatever their dates',
    given: [permit('old', '2020-10-01'), deny('new', '2022-11-08')],
    state: 'contradiction',
    current: ['new', 'old'],
  },
  {
    sentence: 'shows both of two opposites of the same day',
    given: [permit('a', '2026-11-12'), deny('b', '2026-11-12')],
    state: 'contradiction',
    current: ['a', 'b'],
  },
  {
    sentence: 'shows both of two opposites of which one has no date',
    given: [permit('dated', '2026-11-12'), deny('undated', undefined)],
    state: 'contradiction',
    current: ['dated', 'undated'],
  },
  {
    sentence: 'shows both of two opposites when one is dated only to the year',
    given: [permit('day', '2022-11-08'), deny('year', '2022')],
    state: 'contradiction',
    current: ['day', 'year'],
  },
  {
    sentence: 'contradicts itself when a condition stands beside a plain permission',
    given: [permit('plain', '2025-01-01'), words('if', '2026-01-01', 'het thuis niet kan')],
    state: 'contradiction',
    current: ['if', 'plain'],
  },
  {
    sentence: 'contradicts itself when two conditions differ',
    given: [words('a', '2025-01-01', 'met masker'), words('b', '2026-01-01', 'zonder masker')],
    state: 'contradiction',
    current: ['b', 'a'],
  },
  {
    sentence: 'does not contradict itself when two conditions are the same',
    given: [words('a', '2025-01-01', 'met masker'), words('b', '2026-01-01', 'met masker')],
    state: 'onlyIf',
    current: ['b'],
    former: ['a repeated'],
  },
  {
    sentence: 'finds the opposite also behind a third that says the same as the newest',
    given: [deny('d1', '2020-01-01'), permit('p', '2022-01-01'), deny('d2', '2024-01-01')],
    state: 'contradiction',
    current: ['d2', 'p'],
    former: ['d1 repeated'],
  },
  {
    sentence: 'lets a decision replace an earlier "not discussed"',
    given: [words('nd', '2020-01-01', 'Niet besproken'), deny('d', '2022-01-01')],
    state: 'doNot',
    current: ['d'],
    former: ['nd replaced'],
  },
  {
    sentence: 'lets a decision replace an earlier "unknown"',
    given: [words('u', '2020-01-01', 'Onbekend'), permit('p', '2022-01-01')],
    state: 'do',
    current: ['p'],
    former: ['u replaced'],
  },
  {
    sentence: 'does not let a later "unknown" hide an earlier decision',
    given: [deny('d', '2020-01-01'), words('u', '2022-01-01', 'Onbekend')],
    state: 'contradiction',
    current: ['u', 'd'],
  },
  {
    sentence: 'does not let a decision of the same day replace "unknown"',
    given: [permit('p', '2022-01-01'), words('u', '2022-01-01', 'Onbekend')],
    state: 'contradiction',
    current: ['p', 'u'],
  },
  {
    sentence: 'does not let a decision that is dated in the future replace anything',
    given: [words('u', '2022-01-01', 'Onbekend'), permit('p', '2062-01-01')],
    state: 'contradiction',
    current: ['p', 'u'],
  },
  {
    sentence: 'takes the newer of "not discussed" and "unknown"',
    given: [words('u', '2020-01-01', 'Onbekend'), words('nd', '2022-01-01', 'Niet besproken')],
    state: 'notDiscussed',
    current: ['nd'],
    former: ['u replaced'],
  },
  {
    sentence: 'is unreadable when the only one in force is',
    given: [foreign('f', '2026-01-01')],
    state: 'unreadable',
    current: ['f'],
  },
  {
    sentence: 'contradicts itself when one of two cannot be read, even of a later date',
    given: [deny('d', '2020-01-01'), foreign('f', '2026-01-01')],
    state: 'contradiction',
    current: ['f', 'd'],
  },
  {
    sentence: 'contradicts itself when an older one cannot be read: it may say the opposite',
    given: [foreign('f', '2020-01-01'), deny('d', '2026-01-01')],
    state: 'contradiction',
    current: ['d', 'f'],
  },
  {
    sentence: 'never takes two that cannot be read for the same',
    given: [foreign('f1', '2026-01-01'), foreign('f2', '2026-01-01')],
    state: 'contradiction',
    current: ['f1', 'f2'],
  },
  {
    sentence: 'does not count what is inactive',
    given: [permit('old', '2020-01-01', { status: 'inactive' }), deny('new', '2026-01-01')],
    state: 'doNot',
    current: ['new'],
    former: ['old ended'],
  },
  {
    sentence: 'is unknown when the last decision was ended and nothing came in its place',
    given: [permit('old', '2020-01-01', { status: 'inactive' })],
    state: 'unknown',
    current: [],
    former: ['old ended'],
  },
  {
    sentence: 'does not count what ended yesterday',
    given: [permit('p', '2025-07-29', { provision: { period: { end: '2026-11-20' } } })],
    state: 'unknown',
    current: [],
    former: ['p ended'],
  },
  {
    sentence: 'counts what ends today: the last day belongs to the period',
    given: [permit('p', '2025-07-29', { provision: { period: { end: '2026-11-21' } } })],
    state: 'do',
    current: ['p'],
  },
  {
    sentence: 'counts what ends later',
    given: [permit('p', '2025-07-29', { provision: { period: { end: '2027' } } })],
    state: 'do',
    current: ['p'],
  },
  {
    sentence: 'counts what was written to end on the last day that can be written',
    given: [deny('d', '2025-07-29', { provision: { period: { end: '9999-12-31' } } })],
    state: 'doNot',
    current: ['d'],
  },
  {
    sentence: 'counts the end in the time zone of the house: 00.30 here is still yesterday in UTC',
    given: [permit('p', '2025-07-29', { provision: { period: { end: '2026-11-20T23:30:00Z' } } })],
    state: 'unknown',
    current: [],
    former: ['p ended'],
  },
  {
    sentence: 'does not count what has a reason for ending and no date',
    given: [
      deny('d', '2025-01-01', {
        provision: { extension: [{ url: REASON_FOR_ENDING, valueString: 'herstel' }] },
      }),
    ],
    state: 'unknown',
    current: [],
    former: ['d ended'],
  },
  {
    sentence: 'still counts what has a reason for ending on a day to come',
    given: [
      deny('d', '2025-01-01', {
        provision: {
          period: { end: '2026-12-31' },
          extension: [{ url: REASON_FOR_ENDING, valueString: 'operatie' }],
        },
      }),
    ],
    state: 'doNot',
    current: ['d'],
  },
  {
    sentence: 'does not count what begins later, and does not say that nothing is known',
    given: [deny('d', '2026-11-12', { provision: { period: { start: '2026-12-01' } } })],
    state: 'unknown',
    current: [],
  },
  {
    sentence: 'does not count a proposal',
    given: [deny('d', '2026-11-12', { status: 'proposed' })],
    state: 'unknown',
    current: [],
  },
  {
    sentence: 'does not count a draft beside what is in force',
    given: [permit('p', '2026-01-01'), deny('d', '2026-11-12', { status: 'draft' })],
    state: 'do',
    current: ['p'],
  },
  {
    sentence: 'does not count what was rejected',
    given: [deny('d', '2026-11-12', { status: 'rejected' })],
    state: 'unknown',
    current: [],
    former: ['d rejected'],
  },
  {
    sentence: 'leaves out what was entered in error, without a trace in the row',
    given: [deny('d', '2026-11-12', { status: 'entered-in-error' })],
    state: 'notDiscussed',
    current: [],
  },
];

describe('the row of a treatment', () => {
  it.each(cases)('$sentence', ({ given, state, current, former = [] }) => {
    const limit = limitOf(given);
    expect(limit.state).toBe(state);
    expect(limit.current.map(({ original }) => original.id)).toEqual(current);
    expect(limit.former.map(({ entry, became }) => `${entry.original.id} ${became}`)).toEqual(former);
  });

  it('says the same whatever the order in which the record gives its resources', () => {
    for (const { given, state, current } of cases) {
      const limit = limitOf(given.toReversed());
      expect([limit.state, ...limit.current.map(({ original }) => original.id)]).toEqual([state, ...current]);
    }
  });

  it('names what takes effect later and what is proposed', () => {
    const upcoming = directive({ id: 'later', type: 'deny', provision: { period: { start: '2026-12-01' } } });
    const limit = limitOf([upcoming, deny('maybe', '2026-11-12', { status: 'proposed' })]);
    expect(limit.upcoming.map(({ since }) => since?.text)).toEqual(['2026-12-01']);
    expect(limit.proposals.map(({ original }) => original.id)).toEqual(['maybe']);
  });

  it('stands in the order of the standard, other treatments behind them', () => {
    const tube = directive({ id: 'tube', type: 'deny', code: { text: 'sondevoeding' } });
    expect(planOf([tube]).limits.map(({ key }) => key)).toEqual([
      'cpr',
      'ventilation',
      'icuAdmission',
      'hospitalAdmission',
      'antibiotics',
      'bloodProducts',
      'icdDeactivation',
      'other:sondevoeding',
    ]);
  });
});
