import { Problem, type StoredVersion } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { answerDueBy, logLineKeptUntil, logMayGoBefore, monthsAfter, recordKeptUntil } from './clocks.ts';
import { correctionOf, patientStatement } from './correction.ts';
import {
  assertExecutable,
  type DestructionCase,
  decideDestruction,
  executed,
  isOverdue,
  requestDestruction,
} from './destruction.ts';

const ASKED = '2026-11-30T10:00:00.000Z';

const requested = (ground: 'patientRequest' | 'retentionEnded' = 'patientRequest') =>
  requestDestruction({ id: 'case-1', patient: 'p', ground, askedAt: ASKED, recordedBy: 'account-a' });

const granted = (found: DestructionCase = requested()) =>
  decideDestruction(found, {
    granted: true,
    reason: 'asked by the patient herself',
    by: 'account-b',
    at: '2026-12-10T10:00:00.000Z',
  });

const FREE = { lastChange: '2026-11-01T00:00:00.000Z', blocks: [] };
const NOW = new Date('2026-12-11T10:00:00Z');

function refusalOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the clocks', () => {
  it('keep a record twenty years after its last change, and a line of the log five years', () => {
    expect(recordKeptUntil('2026-03-01T12:00:00.000Z')).toBe('2046-03-01T12:00:00.000Z');
    expect(recordKeptUntil('2024-02-29T12:00:00.000Z')).toBe('2044-02-29T12:00:00.000Z');
    expect(logLineKeptUntil('2024-02-29T12:00:00.000Z')).toBe('2029-02-28T12:00:00.000Z');
    expect(logMayGoBefore(new Date('2026-11-22T00:00:00Z'))).toBe('2021-11-22T00:00:00.000Z');
  });

  it('give a month for export and correction and three for a destruction, to the last day of short months', () => {
    expect(answerDueBy('export', '2026-01-31T09:00:00.000Z')).toBe('2026-02-28T09:00:00.000Z');
    expect(answerDueBy('destruction', ASKED)).toBe('2027-02-28T10:00:00.000Z');
    expect(monthsAfter('2026-12-31T00:00:00.000Z', 2)).toBe('2027-02-28T00:00:00.000Z');
    expect(() => monthsAfter('yesterday', 1)).toThrow(RangeError);
  });
});

describe('the destruction of a record', () => {
  it('is decided by a second person, with a reason, once', () => {
    const decide = (by: string, reason: string) => () =>
      decideDestruction(requested(), { granted: true, reason, by, at: ASKED });
    expect(refusalOf(decide('account-a', 'a long enough reason')).code).toBe('forbidden');
    expect(refusalOf(decide('account-b', '   ')).code).toBe('required');
    expect(granted()).toMatchObject({
      state: 'granted',
      decidedBy: 'account-b',
      dueBy: '2027-02-28T10:00:00.000Z',
    });
    expect(refusalOf(() => granted(granted())).code).toBe('conflict');
  });

  it('is not carried out before it was granted, nor after it was refused', () => {
    expect(refusalOf(() => assertExecutable(requested(), FREE, NOW)).code).toBe('business-rule');
    const refused = decideDestruction(requested(), {
      granted: false,
      reason: 'a claim for damages is open',
      by: 'account-b',
      at: ASKED,
    });
    expect(refusalOf(() => assertExecutable(refused, FREE, NOW)).code).toBe('business-rule');
    expect(refusalOf(() => executed(refused, { at: ASKED, by: 'x', proof: 'y' })).code).toBe('conflict');
  });

  it.each(['othersInterest', 'law', 'dispute'] as const)('is refused while %s stands in the way', (block) => {
    expect(refusalOf(() => assertExecutable(granted(), { ...FREE, blocks: [block] }, NOW)).code).toBe(
      'business-rule',
    );
  });

  it('of its own accord waits for the twenty years, to the day; on request it does not', () => {
    const own = granted(requested('retentionEnded'));
    const at = (instant: string) => () => assertExecutable(own, FREE, new Date(instant));
    expect(refusalOf(at('2046-10-31T23:59:59Z')).message).toContain('2046-11-01');
    expect(at('2046-11-01T00:00:00Z')).not.toThrow();
    expect(() => assertExecutable(granted(), FREE, NOW)).not.toThrow();
  });

  it('ends with its proof, and is not carried out twice', () => {
    const done = executed(granted(), {
      at: '2026-12-11T10:00:00.000Z',
      by: 'account-c',
      proof: 'destruction-1',
    });
    expect(done).toMatchObject({ state: 'executed', proof: 'destruction-1', decidedBy: 'account-b' });
    expect(refusalOf(() => assertExecutable(done, FREE, NOW)).code).toBe('conflict');
  });

  it('is overdue after three months while it is open, and not when it is settled', () => {
    const late = new Date('2027-03-01T00:00:00Z');
    expect([requested(), granted()].map((each) => isOverdue(each, late))).toEqual([true, true]);
    expect(isOverdue(requested(), new Date('2027-02-28T09:59:00Z'))).toBe(false);
    expect(isOverdue(executed(granted(), { at: ASKED, by: 'c', proof: 'd' }), late)).toBe(false);
  });
});

describe('a correction', () => {
  const current: StoredVersion = {
    type: 'Observation',
    id: 'o',
    versionId: 3,
    lastUpdated: ASKED,
    deleted: false,
    method: 'PUT',
    content: '{"resourceType":"Observation","id":"o","subject":{"reference":"Patient/p"},"status":"final"}',
  };
  const corrected = {
    resourceType: 'Observation',
    id: 'o',
    subject: { reference: 'Patient/p' },
    status: 'amended',
  };

  it('is a new version on the one that was read: the old text stays', () => {
    expect(correctionOf(current, corrected)).toEqual({
      kind: 'update',
      id: 'o',
      resource: corrected,
      ifMatch: 3,
    });
  });

  it('is of the same resource and the same patient', () => {
    for (const other of [
      { ...corrected, id: 'x' },
      { ...corrected, resourceType: 'Condition' },
      { ...corrected, subject: { reference: 'Patient/q' } },
    ])
      expect(refusalOf(() => correctionOf(current, other)).code).toBe('invalid');
  });

  it("may be the patient's own statement beside it, sent by the patient", () => {
    const statement = { patient: 'p', words: ' I see this otherwise. ', about: 'Observation/o', at: ASKED };
    expect(patientStatement(statement)).toMatchObject({
      resourceType: 'Communication',
      sender: { reference: 'Patient/p' },
      about: [{ reference: 'Observation/o' }],
      payload: [{ contentString: 'I see this otherwise.' }],
    });
    expect(refusalOf(() => patientStatement({ ...statement, words: ' ' })).code).toBe('value');
    expect(refusalOf(() => patientStatement({ ...statement, words: 'x'.repeat(20_001) })).code).toBe('value');
  });
});
