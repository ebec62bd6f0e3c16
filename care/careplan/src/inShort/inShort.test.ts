import { describe, expect, it } from 'vitest';
import type { Contact } from '../plan.ts';
import { callPlan, daypartOf } from './callPlan.ts';
import { holidayOn } from './holidays.ts';
import { readsAs, SETTINGS } from './setting.ts';
import { lookedBefore } from './visits.ts';

const timeZone = 'Europe/Amsterdam';
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const contact = (name: string, more: Partial<Contact> = {}): Contact => ({
  original: { type: 'PractitionerRole', id: name },
  kind: 'professional',
  name,
  roles: [],
  legalRepresentative: false,
  firstContact: false,
  phones: [{ number: '000-555 01 15', dial: '0005550115' }],
  emails: [],
  hours: undefined,
  notAvailable: [],
  reachableNow: true,
  ...more,
});
const practice = contact('practice', { hours: [{ days: WORKDAYS, from: '08:00', to: '17:00' }] });
const post = contact('post', {
  hours: [
    { days: WORKDAYS, from: '17:00', to: '08:00' },
    { days: ['sat', 'sun'], from: '08:00', to: '08:00' },
  ],
});
const husband = contact('husband', { kind: 'relatedPerson' });
const team = [practice, post, husband];

const at = (instant: string, contacts: readonly Contact[] = team) => {
  const { now, until, later, ...rest } = callPlan(contacts, Date.parse(instant), { timeZone });
  return {
    now: now.map(({ contact: { name } }) => name),
    ends: now.map(({ until: end }) => end),
    until,
    later: later.map(({ contact: { name }, from }) => [name, from]),
    ...rest,
  };
};

describe('whom to call now', () => {
  it.each([
    ['by day', '2026-11-24T10:00:00+01:00', 'practice', '2026-11-24T17:00', 'day'],
    [
      'the minute before the practice closes',
      '2026-11-24T16:59:59+01:00',
      'practice',
      '2026-11-24T17:00',
      'day',
    ],
    ['the minute in which it closes', '2026-11-24T17:00:00+01:00', 'post', '2026-11-25T08:00', 'evening'],
    ['just before midnight of the house', '2026-11-24T23:59:59+01:00', 'post', '2026-11-25T08:00', 'night'],
    [
      'at midnight of the house, which is no midnight in UTC',
      '2026-11-25T00:00:00+01:00',
      'post',
      '2026-11-25T08:00',
      'night',
    ],
    ['on Friday evening', '2026-11-20T18:00:00+01:00', 'post', '2026-11-23T08:00', 'weekend'],
    ['on Saturday 23:00', '2026-11-21T23:00:00+01:00', 'post', '2026-11-23T08:00', 'weekend'],
    ['on Monday just before eight', '2026-11-23T07:59:00+01:00', 'post', '2026-11-23T08:00', 'weekend'],
  ])('is right %s', (_when, instant, who, until, daypart) => {
    expect(at(instant)).toMatchObject({ now: [who], ends: [until], until, daypart });
  });

  it('says who comes after, and from when, in the order in which they begin', () => {
    expect(at('2026-11-21T23:00:00+01:00').later).toEqual([['practice', '2026-11-23T08:00']]);
  });

  it('lasts through the night in which the clock is set back', () => {
    expect(at('2026-10-24T23:00:00+02:00')).toMatchObject({ now: ['post'], until: '2026-10-26T08:00' });
    // The hour from two to three comes twice, and the post answers in both.
    for (const twice of ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'])
      expect(at(twice).now).toEqual(['post']);
  });

  it('ends hours within the hour that comes twice at its first occurrence', () => {
    const late = contact('late', { hours: [{ days: ['sat'], from: '22:00', to: '02:30' }] });
    expect(at('2026-10-25T02:29:00+02:00', [late]).now).toEqual(['late']);
    expect(at('2026-10-25T02:10:00+01:00', [late]).now).toEqual([]);
  });

  it('begins hours within the hour that is skipped at the moment of the jump', () => {
    const early = contact('early', { hours: [{ days: ['sun'], from: '02:30', to: '06:00' }] });
    expect(at('2027-03-28T01:59:00+01:00', [early])).toMatchObject({ now: [], until: '2027-03-28T03:00' });
    expect(at('2027-03-28T03:00:00+02:00', [early]).now).toEqual(['early']);
  });

  it('keeps apart who answers by recorded hours and whose hours nobody recorded', () => {
    const unsaid = contact('unsaid');
    const plan = at('2026-11-24T10:00:00+01:00', [...team, unsaid]);
    expect([plan.now, plan.unsaid.map(({ name }) => name)]).toEqual([['practice'], ['unsaid']]);
  });

  it('does not name who is away, and does not guess when they are back', () => {
    const away = { ...practice, notAvailable: ['vakantie'] };
    expect(at('2026-11-24T10:00:00+01:00', [away, post])).toMatchObject({
      now: [],
      until: '2026-11-24T17:00',
      later: [
        ['post', '2026-11-24T17:00'],
        ['practice', undefined],
      ],
    });
  });

  it('tells nobody to call themselves, and lists no one without a number', () => {
    const instant = Date.parse('2026-11-24T10:00:00+01:00');
    const silent = contact('silent', { hours: 'always', phones: [] });
    const plan = callPlan([...team, silent], instant, { timeZone, own: ['PractitionerRole/practice'] });
    expect([plan.now, plan.later.map(({ contact: { name } }) => name)]).toEqual([[], ['post']]);
  });

  it('has no end where somebody is always there', () => {
    expect(at('2026-11-24T10:00:00+01:00', [contact('line', { hours: 'always' })])).toMatchObject({
      now: ['line'],
      until: undefined,
    });
  });

  it('says that a weekday is a public holiday, because hours by the week do not know it', () => {
    expect(at('2026-12-25T10:00:00+01:00')).toMatchObject({ now: ['practice'], holiday: 'christmas' });
    expect(at('2026-11-24T10:00:00+01:00').holiday).toBeUndefined();
  });
});

describe('public holidays', () => {
  it.each([
    ['2026-01-01', 'newYear'],
    ['2026-04-03', 'goodFriday'],
    ['2026-04-06', 'easterMonday'],
    ['2026-04-27', 'kingsDay'],
    ['2025-04-26', 'kingsDay'],
    ['2025-04-27', undefined],
    ['2026-05-14', 'ascension'],
    ['2026-05-25', 'whitMonday'],
    ['2027-03-29', 'easterMonday'],
    ['2026-12-26', 'boxingDay'],
    ['2026-11-24', undefined],
  ])('%s', (day, holiday) => {
    expect(holidayOn(day)).toBe(holiday);
  });
});

describe('the last look before this visit', () => {
  const minutes = (...all: readonly number[]) => all.map((each) => 1_000_000_000 - each * 60_000);
  it('is the last one an hour and more before what belongs to this visit', () => {
    expect(lookedBefore(minutes(0, 5, 40, 95, 300), 1_000_000_000)).toBe(minutes(300)[0]);
    expect(lookedBefore(minutes(60), 1_000_000_000)).toBe(minutes(60)[0]);
  });

  it('is none on the first visit, however often its pages are loaded', () => {
    expect(lookedBefore([], 1_000_000_000)).toBeUndefined();
    expect(lookedBefore(minutes(1, 20, 59), 1_000_000_000)).toBeUndefined();
  });
});

describe('settings', () => {
  it('are decided by the role, and none is for a role that is not named', () => {
    const roles = ['gp', 'home-care-nurse', 'out-of-hours-gp', 'ward-nurse', 'hospice-nurse'];
    expect(new Set(roles.map((role) => readsAs(role)?.setting))).toEqual(new Set(SETTINGS));
    for (const role of ['patient', 'carer', 'hospice-volunteer', 'researcher', 'constructor', ''])
      expect(readsAs(role)).toBeUndefined();
  });

  it('have their own times of the day: out of hours ends at eight and begins at five', () => {
    expect(
      ['07:59', '08:00', '16:59', '17:00', '22:59', '23:00'].map((time) => daypartOf(`2026-11-24T${time}`)),
    ).toEqual(['night', 'day', 'day', 'evening', 'evening', 'night']);
  });
});
