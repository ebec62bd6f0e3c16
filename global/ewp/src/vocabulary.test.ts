import { describe, expect, it } from 'vitest';
import {
  academicYears,
  isAcademicYear,
  isIscedF,
  MOBILITY_STATUSES,
  mayBecome,
  requireNextStatus,
} from './vocabulary.ts';

describe('the words of the network', () => {
  it('a mobility goes from nomination to live to recognized, and can be called off until then', () => {
    const ways = MOBILITY_STATUSES.flatMap((from) =>
      MOBILITY_STATUSES.filter((to) => mayBecome(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(ways).toEqual([
      'nomination > live',
      'nomination > cancelled',
      'live > recognized',
      'live > cancelled',
      'cancelled > nomination',
    ]);
    expect(() => requireNextStatus('recognized', 'live')).toThrow('is recognized and stays so');
    expect(() => requireNextStatus('nomination', 'recognized')).toThrow('can become live or cancelled');
  });

  it('an academic year is one year, or two that follow each other', () => {
    expect(['2026/2027', '2026/2026', '2026/2028', '2026', '26/27'].filter(isAcademicYear)).toEqual([
      '2026/2027',
      '2026/2026',
    ]);
    expect([academicYears('2026/2027', '2028/2029'), academicYears('2026/2027', '2025/2026')]).toEqual([
      3, 0,
    ]);
  });

  it('a field of study has four digits, of a broad field that is there', () => {
    expect(['0912', '912', '1234', '9999', '0O12'].filter(isIscedF)).toEqual(['0912', '9999']);
  });
});
