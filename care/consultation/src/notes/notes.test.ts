import { describe, expect, it } from 'vitest';
import {
  type ConfidentialNote,
  confidentialDisciplineOf,
  noteIn,
  toNoteResources,
} from './confidentialNote.ts';

const NOTE: ConfidentialNote = {
  patient: 'verzonnen',
  discipline: 'spiritual-care-worker',
  by: 'Practitioner/spiritual',
  at: '2026-11-23T09:00:00.000Z',
  note: 'Angst om te stikken; gesprek over haar broer.',
  sharedOutcome: 'Gesproken over angst; wil volgende week opnieuw praten.',
};
const IDS = { note: 'n1', outcome: 'o1' };

describe('a confidential note', () => {
  it('is two resources: the note with the label of the discipline, one shared line without', () => {
    const made = toNoteResources(NOTE, IDS);
    expect(made.note.meta?.security).toEqual([
      { system: 'urn:caecilia:confidentiality', code: 'spiritual-care' },
    ]);
    expect(made.outcome.meta).toBeUndefined();
    expect(noteIn(structuredClone(made))).toEqual(NOTE);
  });

  it('leaves nothing of itself in the shared line', () => {
    const { outcome } = toNoteResources(NOTE, IDS);
    const text = JSON.stringify(outcome);
    expect(text).not.toContain('stikken');
    expect(text).not.toContain('n1');
  });

  it.each(['', '  ', 'regel een\nregel twee', 'x'.repeat(201)])(
    'needs one shared line: %j',
    (sharedOutcome) => {
      expect(() => toNoteResources({ ...NOTE, sharedOutcome }, IDS)).toThrow('one line');
    },
  );

  it('that lost its label, or has the label of others, is not read', () => {
    const made = toNoteResources(NOTE, IDS);
    expect(() => noteIn({ ...made, note: { ...made.note, meta: {} } })).toThrow();
    const other = [{ system: 'urn:caecilia:confidentiality', code: 'psychosocial' }];
    expect(() => noteIn({ ...made, note: { ...made.note, meta: { security: other } } })).toThrow();
  });

  it('is kept by two disciplines', () => {
    expect(confidentialDisciplineOf('social-worker')).toBe('social-worker');
    for (const role of ['consult-nurse', 'consult-physician', 'patient', 'team-lead'])
      expect(confidentialDisciplineOf(role)).toBeUndefined();
  });
});
