import { describe, expect, it } from 'vitest';
import { dueFor, dueReviews, monthsLater, type ReviewFacts } from './reviews.ts';
import { endedReview, readReview, toReviewTask } from './reviewTask.ts';

const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  patientId: 'test-patient',
  deceased: false,
  conversations: [{ id: 'talk', on: '2026-05-20' }],
  admissions: [],
  phaseChanges: [],
  ...more,
});
const keys = (more: Partial<ReviewFacts>, today = '2026-06-10') =>
  dueReviews(facts(more), today).map(({ key, dueOn }) => [key, dueOn]);

describe('a review of the plan is due', () => {
  it('when the patient was admitted or changed phase since the last conversation', () => {
    expect(
      keys({
        admissions: [{ id: 'stay', on: '2026-06-08' }],
        phaseChanges: [{ id: 'phase', on: '2026-06-09' }],
      }),
    ).toEqual([
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
    expect(keys({ admissions: [{ id: 'stay', on: '2026-05-19' }] })).toEqual([]);
    const conversations = [{ id: 'talk', on: '2026-05-20', at: '2026-05-20T10:00:00Z' }];
    const stay = { id: 'stay', on: '2026-05-20' };
    expect(keys({ conversations, admissions: [{ ...stay, at: '2026-05-20T09:00:00Z' }] })).toEqual([]);
    expect(keys({ conversations, admissions: [{ ...stay, at: '2026-05-20T11:00:00Z' }] })).toHaveLength(1);
  });

  it('for what happened on the day of the last conversation, where the record does not say which came first', () => {
    expect(keys({ admissions: [{ id: 'stay', on: '2026-05-20' }] })).toEqual([
      ['admission:stay', '2026-05-21'],
    ]);
  });

  it('never for what is still to come', () => {
    expect(keys({ admissions: [{ id: 'stay', on: '2026-06-11' }] })).toEqual([]);
  });

  it('never where there is no plan yet to be looked at again', () => {
    expect(keys({ conversations: [], admissions: [{ id: 'stay', on: '2026-06-08' }] })).toEqual([]);
  });

  it('never for a patient who died', () => {
    expect(keys({ deceased: true, admissions: [{ id: 'stay', on: '2026-06-08' }] })).toEqual([]);
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

  it('of who asks for a conversation is due within a week, and says who asked and why', () => {
    const task = toReviewTask(dueFor('request', { key: 'form', on: '2026-06-10' }), {
      patientId: 'test-patient',
      now: new Date('2026-06-10T08:00:00Z'),
      by: {
        reference: 'Practitioner/gp',
        name: 'dr. Verzonnen',
        words: 'Wil niet meer naar het ziekenhuis.',
      },
    });
    expect(readReview({ ...task, id: 'review' })).toMatchObject({
      reason: 'request',
      due: '2026-06-17',
      askedBy: 'dr. Verzonnen',
      words: 'Wil niet meer naar het ziekenhuis.',
    });
  });

  it('that ended says how, when and in which words, and keeps what it was', () => {
    const task = toReviewTask(dueFor('admission', { key: 'stay', on: '2026-06-08' }), {
      patientId: 'test-patient',
      now: new Date('2026-06-10T08:00:00Z'),
    });
    const end = { by: 'Practitioner/one', at: '2026-06-11T09:00:00.000Z' };
    const ended = endedReview(task, { ...end, how: 'unchanged', words: 'Met Anna bekeken.' });
    expect(readReview(ended)).toMatchObject({
      reason: 'admission',
      ended: { how: 'unchanged', at: end.at, words: 'Met Anna bekeken.' },
    });
    expect(ended.identifier).toEqual(task.identifier);
    expect(readReview({ ...task, status: 'cancelled' })).toMatchObject({ ended: { how: 'cancelled' } });
  });

  it('is read from no other Task', () => {
    expect(readReview({ resourceType: 'Task', status: 'requested', intent: 'order' })).toBeUndefined();
  });
});
