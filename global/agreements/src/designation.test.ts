import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designationClock, ESMO_DESIGNATED_CENTRE, withoutSmallCells } from './designation.ts';

describe('a designation by ESMO', () => {
  it('has thirteen criteria with codes, and words of our own in both languages', () => {
    const { criteria } = ESMO_DESIGNATED_CENTRE;
    expect(criteria.map(({ code }) => code)).toEqual(
      Array.from({ length: 13 }, (_, index) => `ESMO-DC-${index + 1}`),
    );
    for (const { name } of criteria) expect(name.nl).not.toBe(name.en);
  });

  it('counts for three years, and warns twelve months before it is over', () => {
    expect(designationClock('2024-10-01', ESMO_DESIGNATED_CENTRE)).toEqual({
      expires: '2027-09-30',
      warnFrom: '2026-09-30',
    });
    expect(designationClock('2024-02-29', ESMO_DESIGNATED_CENTRE)).toEqual({
      expires: '2027-02-27',
      warnFrom: '2026-02-27',
    });
  });
});

describe('an aggregate out of care', () => {
  const cells = (...counts: number[]) =>
    withoutSmallCells(counts.map((count, index) => ({ label: `row ${index}`, count })));

  it('is kept as it is where every count is five or more', () => {
    expect(cells(5, 12)).toEqual({
      cells: [
        { label: 'row 0', count: 5 },
        { label: 'row 1', count: 12 },
      ],
      total: 17,
    });
  });

  it('never holds a count below five, and hides another with it so that the total does not tell', () => {
    expect(cells(3, 40, 12)).toEqual({
      cells: [
        { label: 'row 0', count: null, why: 'small' },
        { label: 'row 1', count: 40 },
        { label: 'row 2', count: null, why: 'protects-other' },
      ],
      total: 55,
    });
  });

  it('has no total where there is no other to hide with', () => {
    expect(cells(3)).toEqual({ cells: [{ label: 'row 0', count: null, why: 'small' }], total: null });
    expect(cells(1, 2).total).toBeNull();
  });

  it('never lets a count below five be reckoned from the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }), (counts) => {
        const { cells: kept, total } = cells(...counts);
        const hidden = kept.filter(({ count }) => count === null);
        const shown = kept.reduce((sum, { count }) => sum + (count ?? 0), 0);
        expect(kept.every(({ count }) => count === null || count >= 5)).toBe(true);
        if (total !== null && hidden.length > 0) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(total - shown).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });
});
