import { HOME_LIST, INSTRUMENTS, instrumentRegistry } from '@caecilia/assessment';
import { describe, expect, it } from 'vitest';
import { EMPTY_SHEET, fieldsOfSheet, isCopyDraft, wrongInSheet } from './copyDraft.ts';

const symptoms = instrumentRegistry(INSTRUMENTS, [{ id: HOME_LIST, version: '1' }]).inUse(HOME_LIST);
const about = { preparing: 'patient', symptoms } as const;

describe('a sheet of paper that is copied', () => {
  it('is read by the rules of the form at home', () => {
    expect(wrongInSheet(EMPTY_SHEET, about)).toEqual({ who: 'who', first: 'nothing' });
    const whole = { ...EMPTY_SHEET, who: 'self', topics: ['fear'], scores: { 'own-1': 3 }, names: {} };
    expect(wrongInSheet(whole, about)).toEqual({ 'name-own-1': 'name' });
    expect(wrongInSheet({ ...whole, names: { 'own-1': 'Jeuk' } }, about)).toEqual({});
    expect(wrongInSheet({ ...whole, who: '', scores: {} }, { ...about, preparing: 'carer' })).toEqual({});
  });

  it('is kept as it was typed', () => {
    expect(isCopyDraft(EMPTY_SHEET)).toBe(true);
    expect(isCopyDraft({ ...EMPTY_SHEET, topics: 'fear' })).toBe(false);
    expect(fieldsOfSheet({ ...EMPTY_SHEET, first: 'Slapen', scores: { pain: 4 } })).toMatchObject({
      first: ['Slapen'],
      'score-pain': ['4'],
    });
  });
});
