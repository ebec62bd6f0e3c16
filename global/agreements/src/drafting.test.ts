import { describe, expect, it } from 'vitest';
import { CLAUSE_TEMPLATES } from './clause-templates.ts';
import { draftText, templatesFor } from './drafting.ts';
import { AGREEMENT_KINDS, KIND_RULES, PATIENT_DATA_CLAUSE } from './kinds.ts';
import { FIRST_ROUTE } from './route.ts';
import { TERM_TYPES } from './term.ts';
import { badClauses } from './text.ts';

const fields = {
  kind: { nl: 'raamovereenkomst', en: 'framework agreement' },
  own: 'Oudewaard University Medical Centre',
  partners: 'Rumah Lentera {{own}}',
  title: { nl: 'samen leren', en: 'learning together' },
  unit: 'Palliative care',
  contact: 'Sari Contoh',
  effective: '2026-10-01',
  expires: '2029-09-30',
};
const framework = { kind: 'framework', carries: [], termType: 'fixed' } as const;

describe('a draft from templates', () => {
  it('is whole for every kind and every term: each clause once, in both languages', () => {
    for (const kind of AGREEMENT_KINDS.filter((each) => each !== 'amendment'))
      for (const termType of TERM_TYPES) {
        const { carries } = KIND_RULES[kind];
        const templates = templatesFor({ kind, carries, termType });
        expect(badClauses(templates)).toBeUndefined();
        expect(templates.map(({ key }) => key)).toContain('term');
        expect(templates.some(({ key }) => key === PATIENT_DATA_CLAUSE)).toBe(
          carries.includes('patient-data'),
        );
      }
  });

  it('of a memorandum says that it binds nobody, and has no clause on money, places or patients', () => {
    const keys = templatesFor({ kind: 'mou', carries: [], termType: 'fixed' }).map(({ key }) => key);
    expect(keys).toContain('not-binding');
    for (const key of ['costs', 'places', 'patient-data']) expect(keys).not.toContain(key);
  });

  it('is filled in from the agreement, and reads nothing of what was filled in as a place', () => {
    const draft = draftText(framework, fields);
    const texts = 'clauses' in draft ? draft.clauses : [];
    expect(texts[0]?.text.en).toBe(
      'This framework agreement is between Oudewaard University Medical Centre and Rumah Lentera {{own}}.',
    );
    expect(texts.find(({ key }) => key === 'term')?.text.nl).toBe(
      'Deze raamovereenkomst geldt van 2026-10-01 tot en met 2029-09-30.',
    );
  });

  it('is not made while a place cannot be filled, and says which', () => {
    expect(draftText(framework, { ...fields, contact: ' ', expires: undefined })).toEqual({
      missing: ['contact', 'expires'],
    });
  });

  it('uses the same places in both languages, and keys that routes of approval know', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();
    for (const { text } of CLAUSE_TEMPLATES) expect(places(text.nl)).toEqual(places(text.en));
    const keys = CLAUSE_TEMPLATES.map(({ key }) => key);
    for (const { steps } of FIRST_ROUTE.stages)
      for (const key of steps.flatMap(({ concerns }) => concerns ?? [])) expect(keys).toContain(key);
  });
});
