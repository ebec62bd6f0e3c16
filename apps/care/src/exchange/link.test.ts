import { describe, expect, it } from 'vitest';
import { codeOfForm, digestOfCode, isCodeOf, newCode } from './link.ts';

const key = new Uint8Array(32).fill(7);
const other = new Uint8Array(32).fill(8);
const about = { patient: 'Patient/anna', to: { reference: 'Organization/p', name: 'P' } } as const;
const withCode = (code: string) => ({ ...about, code: { digest: digestOfCode(key, about, code), wrong: 0 } });

describe('the code of a link', () => {
  it('is eight digits, the same for a form that is sent again, and another for every other form and house', () => {
    const codes = Array.from({ length: 500 }, (_, at) => codeOfForm(key, `form ${at}`));
    for (const code of [...codes, newCode()]) expect(code).toMatch(/^\d{8}$/);
    expect(codeOfForm(key, 'form 1')).toBe(codes[1]);
    expect(new Set(codes).size).toBe(500);
    expect(codeOfForm(other, 'form 1')).not.toBe(codes[1]);
  });

  it('is taken as people write numbers down, and nothing else is', () => {
    const handOver = withCode('01234567');
    for (const given of ['01234567', '0123 4567', '0123-4567', ' 01 23 45 67 '])
      expect(isCodeOf(key, handOver, given)).toBe(true);
    for (const given of ['', '1234567', '012345678', '01234568', 'abcdefgh', '٠١٢٣٤٥٦٧'])
      expect(isCodeOf(key, handOver, given)).toBe(false);
  });

  it('is of one hand-over of one house: a digest from the record opens nothing without the key', () => {
    const handOver = withCode('01234567');
    expect(isCodeOf(other, handOver, '01234567')).toBe(false);
    const moved = { ...handOver, patient: 'Patient/bram' } as const;
    expect(isCodeOf(key, moved, '01234567')).toBe(false);
    expect(isCodeOf(key, about, '01234567')).toBe(false);
  });
});
