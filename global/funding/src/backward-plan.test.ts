import { describe, expect, it } from 'vitest';
import { backwardPlan, PLAN_STEPS } from './backward-plan.ts';
import { dutchHolidays, easter, workingDaysBefore } from './working-days.ts';

const closed = dutchHolidays([2026, 2027]);

describe('working days before a deadline', () => {
  it('leave out weekends and the holidays of the Netherlands', () => {
    expect(workingDaysBefore('2026-09-15', 1, closed)).toBe('2026-09-14');
    expect(workingDaysBefore('2026-09-15', 2, closed)).toBe('2026-09-11');
    expect(workingDaysBefore('2027-01-04', 1, closed)).toBe('2026-12-31');
    expect(workingDaysBefore('2026-12-28', 1, closed)).toBe('2026-12-24');
    expect(workingDaysBefore('2026-09-13', 0, closed)).toBe('2026-09-11');
  });

  it('know Easter and what follows from it', () => {
    expect([2026, 2027, 2028, 2038].map(easter)).toEqual([
      '2026-04-05',
      '2027-03-28',
      '2028-04-16',
      '2038-04-25',
    ]);
    expect([...dutchHolidays([2025])]).toEqual([
      '2025-01-01',
      '2025-04-18',
      '2025-04-21',
      '2025-05-29',
      '2025-06-09',
      '2025-04-26',
      '2025-05-05',
      '2025-12-25',
      '2025-12-26',
    ]);
  });
});

describe('the plan back from a deadline', () => {
  const partners = [
    { org: 'org-1', name: 'Invented University', isNew: false },
    { org: 'org-2', name: 'Verzonnen Ziekenhuis', isNew: true },
    { org: 'org-3', name: 'Institut Inventé', isNew: true },
  ];
  const plan = (today: string) => backwardPlan({ deadline: '2026-09-15', partners, today, closed });

  it('has a letter and a budget of each partner, and a security check of each new one', () => {
    const count = (code: string) => plan('2026-07-01').filter((task) => task.code === code).length;
    expect(PLAN_STEPS.map(({ code }) => `${code} ${count(code)}`)).toEqual([
      'security-check 2',
      'consortium 1',
      'budget-request 3',
      'letter-of-intent 3',
      'ethics 1',
      'budget 1',
      'approval 1',
      'draft-upload 1',
      'submit 1',
    ]);
  });

  it('is dated in working days, the earliest first, and named in both languages', () => {
    const tasks = plan('2026-07-01');
    expect(tasks.map(({ due }) => due)).toEqual(tasks.map(({ due }) => due).sort());
    expect(tasks[0]).toEqual({
      code: 'security-check',
      title: {
        nl: 'Toets kennisveiligheid: Verzonnen Ziekenhuis',
        en: 'Knowledge-security check: Verzonnen Ziekenhuis',
      },
      org: 'org-2',
      due: '2026-08-04',
      late: false,
    });
    expect(tasks.at(-1)).toMatchObject({ code: 'submit', due: '2026-09-14' });
  });

  it('says what should have been done already when it is made late', () => {
    const late = plan('2026-08-24').filter((task) => task.late);
    expect([...new Set(late.map(({ code }) => code))]).toEqual([
      'security-check',
      'consortium',
      'budget-request',
    ]);
    expect(plan('2026-08-24')).toEqual(plan('2026-08-24'));
  });
});
