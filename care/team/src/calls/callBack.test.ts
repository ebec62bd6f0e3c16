import { describe, expect, it } from 'vitest';
import { type CallBackPromise, promisedAt } from './callBack.ts';
import { isPhone, readCall } from './callMe.ts';
import { callMeWords } from './callMeWords.ts';
import { callCode, calledAt, callIn } from './callTask.ts';

const DAY: CallBackPromise = { opens: '08:30', closes: '17:00', minutes: 120 };
const NIGHT = { ...DAY, nightMinutes: 60 };
const at = (instant: string, promise = DAY) => {
  const { due, isRead } = promisedAt(new Date(instant), promise, 'Europe/Amsterdam');
  return [new Date(due).toISOString(), isRead];
};

describe('when somebody is called who asks for it', () => {
  it('is within the minutes of the day while the team is there', () => {
    expect(at('2026-11-23T09:00:00Z')).toEqual(['2026-11-23T11:00:00.000Z', true]);
  });

  it('is at the next opening for what would be due after closing time, and says when nobody reads it', () => {
    expect(at('2026-11-23T14:30:00Z')).toEqual(['2026-11-24T09:30:00.000Z', true]);
    expect(at('2026-11-23T18:00:00Z')).toEqual(['2026-11-24T09:30:00.000Z', false]);
    expect(at('2026-11-24T05:00:00Z')).toEqual(['2026-11-24T09:30:00.000Z', false]);
    expect(at('2026-11-27T17:00:00Z')).toEqual(['2026-11-30T09:30:00.000Z', false]);
  });

  it('is within the minutes of the night where somebody calls then', () => {
    expect(at('2026-11-28T02:00:00Z', NIGHT)).toEqual(['2026-11-28T03:00:00.000Z', true]);
    expect(at('2026-11-23T15:30:00Z', NIGHT)).toEqual(['2026-11-23T16:30:00.000Z', true]);
  });

  it('is by the clock on the wall, also on the day on which it is changed', () => {
    expect(at('2026-10-23T16:00:00Z')).toEqual(['2026-10-26T09:30:00.000Z', false]);
  });
});

describe('a task to call', () => {
  it('is known by its code, and tells when it was made', () => {
    expect(callIn(callCode('call-me'))).toBe('call-me');
    expect(callIn({ coding: [{ system: 'urn:caecilia:task', code: 'to-do' }] })).toBeUndefined();
    const task = {
      resourceType: 'Task',
      id: 'task',
      status: 'requested',
      authoredOn: '2026-11-23T09:00:00.000Z',
      restriction: { period: { end: '2026-11-23T10:59:59.999Z' } },
    };
    expect(readCall(task)).toMatchObject({ state: 'open', due: Date.parse('2026-11-23T11:00:00Z') });
    const made = calledAt(task, '2026-11-23T09:40:00.000Z', 'Encounter/contact');
    expect(readCall(made)).toMatchObject({ state: 'called', calledAt: new Date('2026-11-23T09:40:00Z') });
    expect(readCall({ resourceType: 'Task', id: 'other' })).toBeUndefined();
  });

  it('takes numbers that can be dialled, and no others', () => {
    for (const phone of ['000-555 05 01', '+31 6 12345678', '(070) 123456'])
      expect(isPhone(phone)).toBe(true);
    for (const phone of ['', 'thuis', '123', '0612345678; rm', '0'.repeat(31)])
      expect(isPhone(phone)).toBe(false);
  });

  it('is spoken of in both languages', () => {
    for (const language of ['nl', 'en'] as const)
      expect(callMeWords(language)('calls.called', { asked: 'A', called: 'B' })).toMatch(/A.*B/);
  });
});
