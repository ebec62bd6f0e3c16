import { describe, expect, it } from 'vitest';
import { directive, NIGHT, PATIENT_ID, patient, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { checkPaper } from './paperCheck.ts';
import { markIn, markText } from './paperMark.ts';

const mark = { patientId: PATIENT_ID, edition: 'd39684bf', at: '2026-11-20T10:00:00.000Z' };
const options = { standards: carriedStandards(), patientId: PATIENT_ID, now: NIGHT, timeZone: TIME_ZONE };
const written = (lastUpdated: string, more: object = {}) =>
  directive({ type: 'deny', consent: { meta: { lastUpdated, ...more } } });

describe('a mark on paper', () => {
  it('is read back as it was made', () => {
    expect(markIn(markText(mark))).toEqual(mark);
  });

  it.each([
    '',
    'test-patient',
    'test-patient d39684bf',
    'a b c',
    'test/patient d39684bf 1.000',
    'x d39684bg 1.000',
  ])('is not made of "%s"', (text) => {
    expect(markIn(text)).toBeUndefined();
  });
});

describe('a printed plan', () => {
  it('is the newest while nothing of the plan was written since', () => {
    expect(checkPaper(mark, [patient, written('2026-11-20T10:00:00.000Z')], options)).toEqual({
      kind: 'newest',
    });
  });

  it('is old when something of the plan was written since, and says when', () => {
    expect(checkPaper(mark, [patient, written('2026-11-20T13:03:00.000Z')], options)).toEqual({
      kind: 'newer',
      since: '2026-11-20T14:03:00.000',
    });
  });

  it('is old when an agreement on it ended since by its own date', () => {
    const ended = directive({ type: 'deny', provision: { period: { end: '2026-11-20' } } });
    expect(checkPaper(mark, [patient, ended], options)).toEqual({
      kind: 'newer',
      since: '2026-11-21T00:00:00.000',
    });
  });

  it('is old when an agreement began since', () => {
    const begun = directive({ type: 'deny', provision: { period: { start: '2026-11-21' } } });
    expect(checkPaper(mark, [patient, begun], options)).toEqual({
      kind: 'newer',
      since: '2026-11-21T00:00:00.000',
    });
  });

  it('does not tell whoever holds it that something was written that the patient was not told yet', () => {
    const security = [{ system: 'urn:caecilia:confidentiality', code: 'unreleased' }];
    const kept = written('2026-11-20T13:03:00.000Z', { security });
    expect(checkPaper(mark, [patient, kept], options)).toEqual({ kind: 'newest' });
  });
});
