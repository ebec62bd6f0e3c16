import { describe, expect, it } from 'vitest';
import { alertsUntil, stillStands, type Watched } from './alerts.ts';
import { playAlerts } from './testing/alert-world.ts';

const active = (more: Partial<Watched>): Watched => ({
  state: 'active',
  designation: false,
  term: { type: 'fixed', effective: '2024-01-01', expires: '2027-10-31' },
  evaluationMonths: 8,
  watchedFrom: '2024-01-01',
  ...more,
});

const said = (watched: Watched, today: string) =>
  alertsUntil(watched, today).map(({ kind, dueDay }) => `${kind} ${dueDay}`);

describe('alerts of a fixed term', () => {
  it('come 365, 180, 90 and 30 days before the last day, and once after it', () => {
    expect(said(active({ state: 'evaluation' }), '2028-01-01')).toEqual([
      'expiry-365 2026-10-31',
      'expiry-180 2027-05-04',
      'expiry-90 2027-08-02',
      'expiry-30 2027-10-01',
      'past-end 2027-11-01',
    ]);
  });

  it('are not there a day early', () => {
    expect(said(active({}), '2026-10-30')).toEqual([]);
    expect(said(active({}), '2026-10-31')).toEqual(['expiry-365 2026-10-31']);
  });

  it('say that the evaluation is due some months before the last day, while nobody has begun it', () => {
    expect(said(active({}), '2027-03-01')).toContain('evaluation 2027-02-28');
    expect(said(active({ state: 'evaluation' }), '2027-03-01')).not.toContain('evaluation 2027-02-28');
  });

  it('count 29 February as a day', () => {
    const term = { type: 'fixed', effective: '2024-01-01', expires: '2028-03-01' } as const;
    expect(said(active({ term }), '2028-02-01')).toContain('expiry-30 2028-01-31');
  });

  it('say of what was entered late only the last that is true by then', () => {
    expect(said(active({ watchedFrom: '2027-09-01' }), '2027-09-01')).toEqual([
      'expiry-90 2027-08-02',
      'evaluation 2027-02-28',
    ]);
  });

  it('end with the agreement', () => {
    expect(said(active({ state: 'terminated' }), '2028-01-01')).toEqual([]);
  });
});

describe('alerts of an agreement that renews itself', () => {
  const term = {
    type: 'auto-renew',
    effective: '2023-09-01',
    expires: '2024-08-31',
    renewMonths: 6,
    noticeDays: 30,
  } as const;

  it('come before the last day of notice of each term, and never say that it ends', () => {
    const kinds = said(active({ term, state: 'evaluation', watchedFrom: '2023-09-01' }), '2025-03-01');
    expect(kinds).toEqual([
      'notice-90 2024-05-03',
      'notice-30 2024-07-02',
      'notice-7 2024-07-25',
      'notice-90 2024-10-31',
      'notice-30 2024-12-30',
      'notice-7 2025-01-22',
    ]);
  });

  it('reckon each term from the first last day: the 31st comes back after February', () => {
    const kinds = said(active({ term, state: 'evaluation', watchedFrom: '2025-03-01' }), '2025-08-01');
    expect(kinds).toContain('notice-30 2025-07-02');
  });
});

describe('alerts of an agreement without an end', () => {
  const term = {
    type: 'evergreen',
    effective: '2020-01-01',
    reviewOn: '2024-02-29',
    reviewMonths: 12,
  } as const;

  it('are its reviews, and nothing about an end', () => {
    expect(said(active({ term, watchedFrom: '2023-01-01' }), '2026-12-31')).toEqual([
      'review 2024-02-29',
      'review 2025-02-28',
      'review 2026-02-28',
    ]);
  });

  it('are the last of the reviews that were past when it was entered', () => {
    expect(said(active({ term, watchedFrom: '2026-06-01' }), '2026-12-31')).toEqual(['review 2026-02-28']);
  });
});

describe('other alerts', () => {
  it('ask to look at knowledge security again 30 days ahead and on the day, from screening on', () => {
    const screened = active({ state: 'screened', recheckOn: '2026-04-12' });
    expect(said(screened, '2026-04-12')).toEqual(['security-30 2026-03-13', 'security-0 2026-04-12']);
    expect(said({ ...screened, state: 'proposed' }, '2026-04-12')).toEqual([]);
  });

  it('say that an agreement is unsigned on the 91st day, for then it is more than 90', () => {
    const signing = active({ state: 'signing', signingSince: '2026-01-01' });
    expect(said(signing, '2026-04-01')).toEqual([]);
    expect(said(signing, '2026-04-02')).toEqual(['unsigned 2026-04-02']);
  });

  it('warn of a designation twelve months before its three years are over', () => {
    const term = { type: 'fixed', effective: '2025-03-01', expires: '2028-02-29' } as const;
    expect(said(active({ term, designation: true, state: 'evaluation' }), '2027-12-01')).toEqual([
      'designation-365 2027-02-28',
      'expiry-180 2027-09-02',
      'expiry-90 2027-12-01',
    ]);
  });
});

describe('alerts after dates were changed', () => {
  const before = active({});
  const after = active({
    term: { type: 'fixed', effective: '2024-01-01', expires: '2028-10-31' },
    watchedFrom: '2027-06-01',
  });

  it('do not stand any more where the new dates do not give them', () => {
    expect(stillStands(after, { kind: 'expiry-180', dueDay: '2027-05-04' })).toBe(false);
    expect(stillStands(before, { kind: 'expiry-180', dueDay: '2027-05-04' })).toBe(true);
  });

  it('stand where another date was changed', () => {
    const rechecked = active({ recheckOn: '2028-01-01', watchedFrom: '2027-06-01' });
    expect(stillStands(rechecked, { kind: 'expiry-365', dueDay: '2026-10-31' })).toBe(true);
  });

  it('come by the new dates', () => {
    expect(said(after, '2027-12-01')).toEqual(['expiry-365 2027-11-01']);
  });
});

describe('alerts of many agreements over years', () => {
  it('are each there once and none is missed, also after weeks away and when the house looks twice', () => {
    const found = playAlerts(60, 10, 20_261_122);
    expect(found.alerts).toBeGreaterThan(300);
    expect([found.missed, found.twice, found.tooMany]).toEqual([[], [], []]);
  });
});
