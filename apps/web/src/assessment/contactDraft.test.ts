import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type ContactDraft,
  errorsOf,
  isContactDraft,
  NEW_ANALYSIS,
  NEW_CONTACT,
  untouchedIn,
} from './contactDraft.ts';

const now = { civil: '2026-11-22T10:00' };
const call = (more: Partial<ContactDraft> = {}): ContactDraft => ({ ...NEW_CONTACT, kind: 'phone', ...more });

describe('a contact that is typed', () => {
  it('has nothing chosen before somebody does, and only its kind has to be', () => {
    expect(untouchedIn(NEW_CONTACT)).toHaveLength(5);
    expect(errorsOf(NEW_CONTACT, 'complete', now)).toEqual({ kind: 'form.choose' });
    expect(errorsOf(call(), 'complete', now)).toEqual({});
    expect(bodyOf(call(), 'complete', String)).not.toHaveProperty('present');
    expect(bodyOf(call(), 'complete', String)).toMatchObject({ findings: {}, analyses: [] });
  });

  it.each<[Partial<ContactDraft>, string, string]>([
    [{ kind: 'followUp' }, 'place', 'form.choose'],
    [{ start: '2026-11-22T10:01' }, 'start', 'form.future'],
    [{ start: '2026-11-22' }, 'start', 'form.moment'],
    [{ findings: { social: { is: 'described', words: ' ' } } }, 'social', 'finding.empty'],
    [{ findings: { social: { is: 'declined', words: 'x' } } }, 'social', 'finding.words'],
    [{ scores: { pain: 3 } }, 'reporter', 'form.choose'],
    [{ scores: { pain: 3 }, answering: { reporter: 'proxy', person: '' } }, 'person', 'form.choose'],
    [{ analyses: [NEW_ANALYSIS] }, 'analyses.0.symptom', 'form.required'],
    [
      { analyses: [{ ...NEW_ANALYSIS, symptom: 'Jeuk', evaluateOn: '2026-11-23' }] },
      'analyses.0.plan',
      'form.planFirst',
    ],
    [
      { analyses: [{ ...NEW_ANALYSIS, symptom: 'Jeuk', plan: 'x', evaluateOn: '2026-11-21' }] },
      'analyses.0.evaluateOn',
      'form.dayPast',
    ],
  ])('%j says beside the field what is wrong', (more, field, key) => {
    expect(errorsOf(call(more), 'complete', now)).toEqual({ [field]: key });
  });

  it('asks why, where it is closed in part', () => {
    expect(errorsOf(call(), 'partial', now)).toEqual({ reason: 'form.required' });
  });

  it('sends what was not asked as nothing, and keeps it apart from the other ways of having no answer', () => {
    const findings: ContactDraft['findings'] = {
      physical: { is: 'described', words: 'Benauwd' },
      psychological: { is: '', words: '' },
      social: { is: 'declined', words: '' },
      spiritual: { is: 'couldNotAnswer', words: '' },
    };
    expect(bodyOf(call({ findings }), 'open', String)).toMatchObject({
      findings: {
        physical: { is: 'described', words: 'Benauwd' },
        social: { is: 'declined' },
        spiritual: { is: 'couldNotAnswer' },
      },
      close: 'open',
    });
  });

  it('takes the number of a symptom that is looked into from where it was given', () => {
    const draft = call({
      scores: { pain: 6 },
      answering: { reporter: 'helped', person: '' },
      analyses: [{ ...NEW_ANALYSIS, item: 'caecilia-symptoms.pain', goal: 3 }],
    });
    expect(bodyOf(draft, 'complete', () => 'Pijn')).toMatchObject({
      analyses: [
        { symptom: 'Pijn', item: 'caecilia-symptoms.pain', severity: 6, reporter: 'helped', goal: 3 },
      ],
    });
  });

  it('of another release is not taken for one of this', () => {
    expect(isContactDraft(call())).toBe(true);
    for (const other of [undefined, 'x', {}, { ...call(), findings: 'x' }])
      expect(isContactDraft(other)).toBe(false);
  });
});
