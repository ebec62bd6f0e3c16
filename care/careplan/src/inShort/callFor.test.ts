import { describe, expect, it } from 'vitest';
import type { Contact } from '../plan.ts';
import { callFor } from './callFor.ts';
import { callPlan } from './callPlan.ts';
import type { InShort } from './inShort.ts';
import type { Helper } from './setting.ts';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const contact = (name: string, hours: Contact['hours'], kind: Contact['kind'] = 'professional'): Contact => ({
  original: { type: 'PractitionerRole', id: name },
  kind,
  name,
  roles: [],
  legalRepresentative: false,
  firstContact: false,
  phones: [{ number: '1', dial: '1' }],
  emails: [],
  hours,
  notAvailable: [],
  reachableNow: true,
});
const gp = contact('gp', [{ days: WORKDAYS, from: '08:00', to: '17:00' }]);
const post = contact('post', [
  { days: WORKDAYS, from: '17:00', to: '08:00' },
  { days: ['sat', 'sun'], from: '08:00', to: '08:00' },
]);
const home = contact('home', undefined);
const husband = contact('husband', undefined, 'relatedPerson');
const helpers: InShort['helpers'] = { gp: [gp], outOfHoursGp: [post], homeCare: [home] };
const NIGHT = '2026-11-21T23:00:00+01:00';
const DAY = '2026-11-24T11:00:00+01:00';

const called = (helper: string, at: string, you: Helper = 'homeCare', team: InShort['team'] = CLOSED) =>
  callFor({ helper, who: helper }, you, {
    calls: callPlan([gp, post, home, husband], Date.parse(at), { timeZone: 'Europe/Amsterdam' }),
    helpers,
    team,
  });
const CLOSED: InShort['team'] = { open: false, because: 'role' };
const duty = (more: object) => ({ role: 'arts', until: '2026-11-23T08:00', ...more });

describe('the number behind "call the …" in a plan for a problem', () => {
  it('is of who answers at this time of the day', () => {
    expect(called('gp', DAY)).toMatchObject({ kind: 'now', contact: { name: 'gp' } });
    expect(called('outOfHoursGp', NIGHT)).toMatchObject({ kind: 'now', contact: { name: 'post' } });
  });

  it('is of the out-of-hours service where the practice is closed, and the other way round', () => {
    expect(called('gp', NIGHT)).toMatchObject({
      kind: 'instead',
      contact: { name: 'post' },
      from: '2026-11-23T08:00',
    });
    expect(called('outOfHoursGp', DAY)).toMatchObject({ kind: 'instead', contact: { name: 'gp' } });
  });

  it('says from when they answer, where nobody stands in', () => {
    const calls = callPlan([gp], Date.parse(NIGHT), { timeZone: 'Europe/Amsterdam' });
    expect(callFor({ helper: 'gp', who: '' }, 'homeCare', { calls, helpers, team: CLOSED })).toMatchObject({
      kind: 'later',
      from: '2026-11-23T08:00',
    });
  });

  it('is said with the doubt where nobody recorded the hours, and is none for the reader themselves', () => {
    expect(called('homeCare', DAY, 'gp')).toMatchObject({ kind: 'unsaid', contact: { name: 'home' } });
    expect(called('gp', DAY, 'gp')).toEqual({ kind: 'you' });
  });

  it('is of who of the team has the duty, and of nobody in a gap', () => {
    const onCall: InShort['team'] = {
      open: true,
      value: { duties: [duty({ gap: 'niemand' }), duty({ name: 'dr. W', phone: '03 14', dial: '0314' })] },
    };
    expect(called('consultTeam', NIGHT, 'gp', onCall)).toMatchObject({ kind: 'team', dial: '0314' });
    const gap: InShort['team'] = { open: true, value: { duties: [duty({ gap: 'niemand' })] } };
    expect(called('consultTeam', NIGHT, 'gp', gap)).toEqual({ kind: 'none' });
    expect(called('consultTeam', NIGHT)).toEqual({ kind: 'none' });
    expect(called('pharmacy', DAY)).toEqual({ kind: 'none' });
    expect(called('family', NIGHT)).toMatchObject({ kind: 'close', contact: { name: 'husband' } });
  });
});
