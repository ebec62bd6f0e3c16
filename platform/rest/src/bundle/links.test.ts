import { r4Definitions } from '@caecilia/definitions';
import { createModel, type FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { Identities, type Identity, restfulBase, rewritten, rewrittenNarrative } from './identity.ts';
import { linksOf } from './links.ts';
import { setLink, textAt } from './transaction-entry.ts';

const model = createModel(r4Definitions());
const urn = 'urn:uuid:0c1d7f7e-2f0a-4f0c-9d3e-1f1f1f1f1f1f';

function relinked(resource: FhirResource, known: Record<string, Identity>, base?: string): FhirResource {
  const identities = new Identities();
  for (const [fullUrl, identity] of Object.entries(known)) identities.set(fullUrl, identity);
  for (const link of linksOf(resource, model, () => true)) {
    const sent = textAt(link);
    const rewrite = (text: string) => rewritten(link, text, identities, base);
    const changed = link.form === 'xhtml' ? rewrittenNarrative(sent, rewrite) : rewrite(sent);
    if (changed !== undefined) setLink(link, changed);
  }
  return resource;
}

const patient: Identity = { type: 'Patient', id: 'p1', isNew: true };

describe('when identities change inside a transaction', () => {
  it('references are rewritten wherever they stand: nested, in extensions, on primitives, in contained resources', () => {
    const changed = relinked(
      {
        resourceType: 'Consent',
        patient: { reference: urn },
        _dateTime: { extension: [{ url: 'http://example.org/x', valueReference: { reference: urn } }] },
        contained: [{ resourceType: 'Observation', subject: { reference: urn } }],
        provision: { actor: [{ reference: { reference: urn } }] },
      },
      { [urn]: patient },
    );
    expect(JSON.stringify(changed)).not.toContain(urn);
    expect(JSON.stringify(changed).match(/Patient\/p1/g)).toHaveLength(4);
  });

  it('uris that equal the fullUrl are rewritten, strings and canonicals are not', () => {
    const changed = relinked(
      {
        resourceType: 'QuestionnaireResponse',
        questionnaire: urn,
        identifier: { system: 'urn:ietf:rfc:3986', value: urn },
        extension: [
          { url: 'http://example.org/link', valueUri: urn },
          { url: 'http://example.org/link', valueUrl: urn },
          { url: 'http://example.org/link', valueString: urn },
        ],
      },
      { [urn]: { type: 'Questionnaire', id: 'q1', isNew: true } },
    );
    expect(changed).toMatchObject({
      questionnaire: urn,
      identifier: { value: urn },
      extension: [{ valueUri: 'Questionnaire/q1' }, { valueUrl: 'Questionnaire/q1' }, { valueString: urn }],
    });
  });

  it('the links of a narrative are rewritten, its words are not', () => {
    const changed = relinked(
      {
        resourceType: 'Observation',
        text: {
          status: 'generated',
          div: `<div><a href="${urn}">${urn}</a><img src="${urn}" alt="x"/></div>`,
        },
      },
      { [urn]: patient },
    );
    expect(changed).toMatchObject({
      text: { div: `<div><a href="Patient/p1">${urn}</a><img src="Patient/p1" alt="x"/></div>` },
    });
  });

  it('a version-specific reference stays one, and names the first version of what is created', () => {
    const at = (known: Identity) =>
      relinked(
        { resourceType: 'Observation', subject: { reference: 'http://a.example/fhir/Patient/1/_history/4' } },
        {
          'http://a.example/fhir/Patient/1': known,
        },
      );
    expect(at(patient)).toMatchObject({ subject: { reference: 'Patient/p1/_history/1' } });
    expect(at({ ...patient, isNew: false })).toMatchObject({
      subject: { reference: 'Patient/p1/_history/4' },
    });
  });

  it('relative references are completed with the base of the entry itself', () => {
    const base = restfulBase('http://a.example/fhir/Observation/7');
    const known = { 'http://a.example/fhir/Patient/1': patient };
    const observation = () => ({ resourceType: 'Observation', subject: { reference: 'Patient/1' } });
    expect(relinked(observation(), known, base)).toMatchObject({ subject: { reference: 'Patient/p1' } });
    expect(relinked(observation(), known)).toMatchObject({ subject: { reference: 'Patient/1' } });
    expect(restfulBase(urn)).toBeUndefined();
  });

  it('what points out of the Bundle is left alone', () => {
    const before = {
      resourceType: 'Observation',
      subject: { reference: 'Patient/other' },
      focus: [{ reference: '#in' }],
    };
    expect(relinked(structuredClone(before), { [urn]: patient })).toEqual(before);
  });

  it('the canonical address of a definition stays its name', () => {
    const url = 'http://a.example/fhir/Questionnaire/q';
    const before = { resourceType: 'Questionnaire', url };
    expect(relinked({ ...before }, { [url]: { type: 'Questionnaire', id: 'new', isNew: true } })).toEqual(
      before,
    );
  });

  it('a reference may not come to point at a type that the element does not allow', () => {
    const refusal = refusalOf(() =>
      relinked(
        { resourceType: 'Consent', patient: { reference: urn } },
        { [urn]: { ...patient, type: 'Location' } },
      ),
    );
    expect(refusal).toMatchObject({ status: 422, issues: [{ expression: ['Consent.patient.reference'] }] });
  });
});
