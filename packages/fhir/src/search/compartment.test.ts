import { describe, expect, it } from 'vitest';
import { definitions, model, registry } from '../../testing/r4-search.ts';
import type { FhirResource } from '../resource.ts';
import { patientCompartment, placementIn } from './compartment.ts';
import { createExtractor } from './extract.ts';
import { SearchError } from './search-error.ts';

const compartment = patientCompartment(definitions.compartments);
const extract = createExtractor(registry, model, { baseUrl: 'https://care.example/fhir' });
const place = placementIn(compartment);
const placed = (resource: FhirResource) => place(resource, extract(resource)).patientId;

describe('the patient compartment', () => {
  it('names the parameters by which each type belongs to a patient, what it is about first', () => {
    expect(compartment.get('Observation')).toEqual(['subject', 'performer']);
    expect(compartment.get('AllergyIntolerance')).toEqual(['patient', 'recorder', 'asserter']);
    expect(compartment.get('Coverage')).toEqual(['beneficiary', 'policy-holder', 'subscriber', 'payor']);
    expect(compartment.has('Medication')).toBe(false);
    expect(compartment.has('Patient')).toBe(false);
  });

  it('names only reference parameters that exist', () => {
    for (const [type, params] of compartment) {
      for (const param of params)
        expect(registry.get(type, param)?.type, `${type}.${param}`).toBe('reference');
    }
  });

  it('must be defined', () => {
    expect(() => patientCompartment([])).toThrow(SearchError);
  });
});

describe('a resource stands', () => {
  it('with itself when it is a Patient, whatever it links to', () => {
    expect(placed({ resourceType: 'Patient', id: 'a', link: [{ other: { reference: 'Patient/b' } }] })).toBe(
      'a',
    );
  });

  it('with the patient it is about, not with one that takes part', () => {
    const observation = {
      resourceType: 'Observation',
      performer: [{ reference: 'Patient/mother' }],
      subject: { reference: 'Patient/child' },
    };
    expect(placed(observation)).toBe('child');
    expect(placed({ ...observation, subject: { reference: 'Group/1' } })).toBe('mother');
  });

  it('with its patient also where the official compartment leaves its type out', () => {
    expect(placed({ resourceType: 'Task', for: { reference: 'Patient/a' } })).toBe('a');
    expect(placed({ resourceType: 'Device', patient: { reference: 'Patient/a' } })).toBe('a');
  });

  it('with the first of several patients, so that it is never open to all', () => {
    const participant = ['Practitioner/x', 'Patient/a', 'Patient/b'].map((reference) => ({
      actor: { reference },
    }));
    expect(placed({ resourceType: 'Appointment', participant })).toBe('a');
    const appointment: FhirResource = { resourceType: 'Appointment', participant };
    expect(place(appointment, extract(appointment))).toEqual({ patientId: 'a', others: ['b'] });
  });

  it('with everybody mentioned in it, where it may hold what is of several', () => {
    const whole = (resource: FhirResource) => place(resource, extract(resource));
    const entry = [
      { resource: { resourceType: 'Patient', id: 'a' } },
      {
        resource: { resourceType: 'Observation', subject: { reference: 'https://x.example/fhir/Patient/b' } },
      },
    ];
    expect(whole({ resourceType: 'Bundle', type: 'collection', entry })).toEqual({
      patientId: 'a',
      others: ['b'],
    });
    const several = ['a', 'b', 'a'].map((id) => ({ entity: { reference: `Patient/${id}` } }));
    expect(whole({ resourceType: 'Group', member: several })).toEqual({ patientId: 'a', others: ['b'] });
    expect(whole({ resourceType: 'Binary', securityContext: { reference: 'Patient/a' } })).toEqual({
      patientId: 'a',
    });
    expect(whole({ resourceType: 'Binary', data: 'UGF0aWVudC9h' })).toEqual({});
    const member = ['Patient/b', 'Patient/a'].map((reference) => ({ entity: { reference } }));
    expect(placed({ resourceType: 'Group', member })).toBe('b');
  });

  it('with a patient named by the absolute address of this server, and of no other', () => {
    const consent = (reference: string) => placed({ resourceType: 'Consent', patient: { reference } });
    expect(consent('https://care.example/fhir/Patient/a')).toBe('a');
    expect(consent('https://other.example/fhir/Patient/a')).toBeUndefined();
    expect(consent('#a')).toBeUndefined();
  });

  it('with nobody when it names no patient', () => {
    expect(placed({ resourceType: 'Organization', id: 'a' })).toBeUndefined();
    expect(placed({ resourceType: 'Consent' })).toBeUndefined();
  });
});
