import { r4Definitions } from '@caecilia/definitions';
import { createModel } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { parseSubset, subsetOf } from './subset.ts';
import { refusalOf } from './testing/refusal.ts';

const model = createModel(r4Definitions());
const consent = {
  resourceType: 'Consent',
  id: 'c1',
  meta: { versionId: '2', tag: [{ code: 'mine' }] },
  text: { status: 'generated', div: '<div>x</div>' },
  modifierExtension: [{ url: 'http://example.org/changes-the-meaning', valueBoolean: true }],
  extension: [{ url: 'http://example.org/detail', valueString: 'x' }],
  status: 'active',
  scope: { text: 'treatment' },
  category: [{ text: 'treatment directive' }],
  verification: [{ verified: true }],
  _dateTime: { extension: [{ url: 'http://example.org/reason', valueCode: 'unknown' }] },
  provision: { type: 'deny', code: [{ text: 'made-up treatment' }], data: [{ meaning: 'related' }] },
};
const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

function shown(summary: string | null, elements: string | null = null) {
  const subset = parseSubset(summary, elements);
  return subset === undefined ? consent : subsetOf(consent, subset, model);
}

describe('a part of a resource', () => {
  it('is tagged SUBSETTED beside its own tags, so that it is not taken for the whole', () => {
    for (const part of [shown('true'), shown('text'), shown('data'), shown(null, 'status')]) {
      expect(part.meta).toEqual({ versionId: '2', tag: [{ code: 'mine' }, subsetted] });
    }
    expect(shown('false')).toBe(consent);
  });

  it('never leaves out what changes the meaning', () => {
    for (const part of [shown('true'), shown('text'), shown('data'), shown(null, 'dateTime')]) {
      expect(part).toMatchObject({ status: 'active', modifierExtension: consent.modifierExtension });
    }
  });

  it('_summary=true holds the summary elements, inside nested elements too', () => {
    const part = shown('true');
    expect(part).toMatchObject({ scope: consent.scope, _dateTime: consent._dateTime });
    expect(part).not.toHaveProperty('text');
    expect(part).not.toHaveProperty('extension');
    expect(part.provision).toMatchObject({ type: 'deny', code: consent.provision.code });
  });

  it('_summary=text holds the narrative and what is mandatory', () => {
    expect(Object.keys(shown('text')).sort()).toEqual(
      ['category', 'id', 'meta', 'modifierExtension', 'resourceType', 'scope', 'status', 'text'].sort(),
    );
  });

  it('_summary=data holds all but the narrative', () => {
    const { text, ...rest } = consent;
    expect(text).toBeDefined();
    expect(shown('data')).toEqual({ ...rest, meta: shown('data').meta });
  });

  it('_elements holds what is named and what is mandatory', () => {
    expect(shown(null, 'dateTime,Consent.provision,Patient.name')).toMatchObject({
      provision: consent.provision,
      _dateTime: consent._dateTime,
    });
    expect(shown(null, 'dateTime')).not.toHaveProperty('verification');
  });

  it('is refused for a value that _summary does not take', () => {
    expect(refusalOf(() => parseSubset('most', null))).toMatchObject({ status: 400 });
  });
});
