import { describe, expect, it } from 'vitest';
import { equityOf, monthsBefore, type PortfolioEntry, standingsOf } from './portfolio.ts';

function entry(facts: Partial<PortfolioEntry> = {}): PortfolioEntry {
  return {
    id: 'i',
    stage: 'running',
    strategic: false,
    lastActivity: '2026-08-01',
    lead: 'own',
    countries: [],
    ...facts,
  };
}

const TODAY = '2026-08-24';

describe('the portfolio', () => {
  it('calls dormant what saw nothing for twelve months, to the day', () => {
    expect(standingsOf(entry({ lastActivity: '2025-08-24' }), TODAY)).toEqual(['dormant']);
    expect(standingsOf(entry({ lastActivity: '2025-08-25' }), TODAY)).toEqual(['active']);
  });

  it('shows that something strategic is dormant, or ending', () => {
    const both = entry({ strategic: true, lastActivity: '2024-01-01', to: '2026-10-01' });
    expect(standingsOf(both, TODAY)).toEqual(['strategic', 'dormant', 'ending']);
  });

  it('counts what was merged in the one that goes on, and what has ended nowhere', () => {
    expect(standingsOf(entry({ stage: 'merged', strategic: true }), TODAY)).toEqual([]);
    expect(standingsOf(entry({ stage: 'closed' }), TODAY)).toEqual([]);
  });

  it('goes back by months over short months and leap years', () => {
    expect(monthsBefore('2028-02-29', 12)).toBe('2027-02-28');
    expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28');
    expect(monthsBefore('2026-01-15', 2)).toBe('2025-11-15');
  });
});

describe('equity', () => {
  it('is the share of initiatives that a partner leads, without guessing who leads the others', () => {
    const { partnerLed } = equityOf(
      [
        entry(),
        entry({ lead: 'kijani' }),
        entry({ lead: undefined }),
        entry({ lead: 'melati', stage: 'merged' }),
      ],
      ['own'],
    );
    expect(partnerLed).toEqual({ of: 2, count: 1, unknown: 1, share: 0.5 });
  });

  it('is told by country, and is nothing where there is nothing', () => {
    const { byCountry } = equityOf(
      [entry({ lead: 'kijani', countries: ['TZ', 'UG'] }), entry({ countries: ['TZ'] })],
      ['own'],
    );
    expect(byCountry.TZ?.share).toBe(0.5);
    expect(byCountry.UG?.share).toBe(1);
    expect(equityOf([], ['own']).partnerLed.share).toBeUndefined();
  });
});
