import { describe, expect, it } from 'vitest';
import {
  academicYear,
  type Delivered,
  flows,
  type Promised,
  promisedAndDelivered,
  provisionFor,
} from './activities.ts';
import {
  EVALUATION_QUESTIONS,
  gaps,
  incompleteScores,
  mayRenew,
  refusedEvaluation,
  type Scores,
} from './evaluation.ts';

const scores = (score: 1 | 2 | 3 | 4 | 5, other: Scores = {}): Scores => ({
  ...Object.fromEntries(EVALUATION_QUESTIONS.map(({ code }) => [code, score])),
  ...other,
});

describe('an evaluation', () => {
  it('asks both sides the same ten questions, on four themes', () => {
    expect(EVALUATION_QUESTIONS).toHaveLength(10);
    expect(new Set(EVALUATION_QUESTIONS.map(({ code }) => code)).size).toBe(10);
    expect(new Set(EVALUATION_QUESTIONS.map(({ theme }) => theme)).size).toBe(4);
  });

  it('shows the gap of each question, and none where a side did not answer', () => {
    const found = gaps(scores(4), scores(4, { open: 2 }));
    expect(found.find(({ code }) => code === 'open')).toEqual({ code: 'open', ours: 4, theirs: 2, gap: 2 });
    expect(gaps(scores(4), {}).every(({ gap }) => gap === undefined)).toBe(true);
  });

  it('takes the answers of a side whole or not at all', () => {
    expect(incompleteScores(scores(3))).toBeUndefined();
    const { open: _, ...rest } = scores(3);
    expect(incompleteScores(rest)?.words.en).toBe('Answer all ten questions. This is about: open.');
    expect(incompleteScores(scores(3, { own: 1 }))?.code).toBe('evaluation.answers');
  });

  const note = 'Both sides want to go on.';
  const code = (
    of: Parameters<typeof refusedEvaluation>[0],
    decision: 'renew' | 'renew-changed' | 'end',
    said = note,
  ) => refusedEvaluation(of, { decision, note: said })?.code;

  it('is decided with a note, after our own answers, once', () => {
    expect(code({}, 'end')).toBe('evaluation.ours');
    expect(code({ ours: scores(3) }, 'end', 'No.')).toBe('evaluation.note');
    expect(code({ ours: scores(3) }, 'end')).toBeUndefined();
    expect(code({ ours: scores(3), decision: 'end', note }, 'end')).toBe('evaluation.decided');
  });

  it('lets nobody renew before the partner answered too', () => {
    expect(code({ ours: scores(3) }, 'renew')).toBe('evaluation.theirs');
    expect(code({ ours: scores(3), theirs: scores(3) }, 'renew-changed')).toBeUndefined();
  });

  it('opens renewal only by a decision to renew with its note', () => {
    expect(mayRenew({ decision: 'renew', note })).toBe(true);
    expect(mayRenew({ decision: 'renew-changed', note })).toBe(true);
    expect(mayRenew({ decision: 'renew', note: ' ' })).toBe(false);
    expect(mayRenew({ decision: 'end', note })).toBe(false);
    expect(mayRenew({})).toBe(false);
  });
});

describe('promised and delivered', () => {
  const promises: Promised[] = [
    { id: 'o', kind: 'students', direction: 'out', count: 4, per: 'year' },
    { id: 'i', kind: 'students', direction: 'in', count: 4, per: 'year' },
    { id: 's', kind: 'joint-study', direction: 'both', count: 1, per: 'term' },
  ];
  const deliveries: Delivered[] = [
    { activity: 'o', year: 2024, count: 4 },
    { activity: 'o', year: 2025, count: 1 },
    { activity: 'i', year: 2025, count: 2 },
    { activity: 'i', year: 2025, count: 1 },
    { activity: 's', year: 2024, count: 1 },
  ];

  it('counts each academic year by itself, and what was promised once until then', () => {
    const rows = promisedAndDelivered(promises, deliveries, 2025);
    expect(rows.map(({ promised, delivered, behind }) => [promised.id, delivered, behind])).toEqual([
      ['o', 1, true],
      ['i', 3, true],
      ['s', 1, false],
    ]);
    expect(promisedAndDelivered(promises, deliveries, 2023).map(({ delivered }) => delivered)).toEqual([
      0, 0, 0,
    ]);
  });

  it('shows the balance for each direction', () => {
    expect(flows(promises, deliveries)).toEqual([{ kind: 'students', out: 5, in: 3, balance: 2 }]);
  });

  it('begins an academic year on 1 September', () => {
    expect([academicYear('2026-08-31'), academicYear('2026-09-01')]).toEqual([2025, 2026]);
  });

  it('needs an agreement that can carry places, where it promises places', () => {
    expect([provisionFor('students'), provisionFor('doctoral'), provisionFor('shared-course')]).toEqual([
      'student-places',
      'doctoral-places',
      undefined,
    ]);
  });
});
