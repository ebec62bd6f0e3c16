import { describe, expect, it } from 'vitest';
import { dueReviews, monthsLater, type ReviewFacts, toReviewTask } from './reviews.ts';

const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  patientId: 'test-patient',
  deceased: false,
  conversations: [{ id: 'talk', on: '2026-05-20' }],
  admissions: [],
  phaseChanges: [],
  requests: [],
  ...more,
});
const keys = (more: Partial<ReviewFacts>, today = '2026-06-10') =>
  dueReviews(facts(more), today).map(({ key, dueOn }) => [key, dueOn]);

describe('a review of the plan is due', () => {
  it('when the patient was admitted, changed phase or asked for it, since the last conversation', () => {
    expect(
      keys({
        admissions: [{ id: 'stay', on: '2026-06-08' }],
        phaseChanges: [{ id: 'phase', on: '2026-06-09' }],
        requests: [{ id: 'asked', on: '2026-06-01' }],
      }),
    ).toEqual([
      ['request:asked', '2026-06-08'],
      ['admission:stay', '2026-06-09'],
      ['phaseChange:phase', '2026-06-11'],
    ]);
  });

  it('half a year after the plan was last talked over, on that day and not the day before', () => {
    expect(keys({}, '2026-11-19')).toEqual([]);
    expect(keys({}, '2026-11-20')).toEqual([['halfYear:2026-05-20', '2026-11-20']]);
    expect(keys({ planAsOf: '2026-08-31' }, '2027-02-28')).toEqual([['halfYear:2026-08-31', '2027-02-28']]);
  });

  it('never for what was before the last conversation: it was talked about there', () => {
    expect(keys({ admissions: [{ id: 'stay', on: '2026-05-20' }] })).toEqual([]);
  });

  it('never for what is still to come', () => {
    expect(keys({ admissions: [{ id: 'stay', on: '2026-06-11' }] })).toEqual([]);
  });

  it('on request also where there is no plan yet; nothing else asks then', () => {
    const none = { conversations: [], admissions: [{ id: 'stay', on: '2026-06-08' }] };
    expect(keys(none)).toEqual([]);
    expect(keys({ ...none, requests: [{ id: 'asked', on: '2026-06-08' }] })).toEqual([
      ['request:asked', '2026-06-15'],
    ]);
  });

  it('never for a patient who died', () => {
    expect(keys({ deceased: true, requests: [{ id: 'asked', on: '2026-06-08' }] })).toEqual([]);
  });
});

describe('half a year', () => {
  it.each([
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-12-31', '2027-06-30'],
  ])('after %s is %s', (day, later) => {
    expect(monthsLater(day, 6)).toBe(later);
  });
});

describe('the Task of a review', () => {
  it('carries its trigger, so that the same happening never gives two', () => {
    const [review] = dueReviews(facts({ admissions: [{ id: 'stay', on: '2026-06-08' }] }), '2026-06-10');
    if (!review) throw new Error('a review is due');
    expect(
      toReviewTask(review, { patientId: 'test-patient', now: new Date('2026-06-10T08:00:00Z') }),
    ).toMatchObject({
      identifier: [{ value: 'test-patient/admission:stay' }],
      for: { reference: 'Patient/test-patient' },
      restriction: { period: { end: '2026-06-09' } },
    });
  });
});
