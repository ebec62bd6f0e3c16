import { describe, expect, it } from 'vitest';
import { isNoteDraft, wrongWith } from './noteDraft.ts';

const draft = (note: string, sharedOutcome: string) => ({ note, sharedOutcome, clientId: 'x' });

describe('a note that is being written', () => {
  it('needs both parts, and says beside which field what is missing', () => {
    expect(wrongWith(draft('Gesproken.', 'Wil verder praten.'))).toEqual({});
    expect(wrongWith(draft(' ', ''))).toEqual({
      note: 'notes.wrong.note',
      sharedOutcome: 'notes.wrong.outcome',
    });
    expect(wrongWith(draft('x'.repeat(20_001), 'x'.repeat(201)))).toEqual({
      note: 'notes.wrong.noteLong',
      sharedOutcome: 'notes.wrong.outcome',
    });
  });

  it('is found again only where it is whole', () => {
    expect(isNoteDraft(draft('a', 'b'))).toBe(true);
    expect(isNoteDraft({ note: 'a' })).toBe(false);
  });
});
