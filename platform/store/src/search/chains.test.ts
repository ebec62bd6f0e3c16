import type { SearchPage } from '@caecilia/kernel';
import { describe, expect } from 'vitest';
import { onEachEngine } from '../testing/handmade-suite.ts';
import { chain, has, ids, ofPatient, params, string, token, WARD } from '../testing/ward.ts';

const named = (list: SearchPage['matches']) => list.map(({ type, id }) => `${type}/${id}`).toSorted();

onEachEngine(WARD, ({ finds, test }) => {
  describe('the records of a patient', () => {
    finds(
      'are those whose subject the patient is',
      'Observation',
      [ofPatient(params.patient, 'anna')],
      ['obs-anna', 'said-by-bram'],
    );
    finds(
      'are not those that another patient performed',
      'Observation',
      [ofPatient(params.patient, 'bram')],
      ['obs-bram'],
    );
    finds(
      'performed by a patient are found with whoever they stand',
      'Observation',
      [ofPatient(params.performer, 'bram')],
      ['said-by-bram'],
    );
    finds(
      'meet the other criteria too',
      'Observation',
      [ofPatient(params.patient, 'anna'), token(params.status, 'final')],
      ['obs-anna'],
    );
    finds(
      'of two patients are found at once',
      'Observation',
      [
        {
          kind: 'reference',
          param: params.patient,
          match: 'exact',
          anyOf: [
            { type: 'Patient', id: 'anna' },
            { type: 'Patient', id: 'bram' },
          ],
          negated: false,
        },
      ],
      ['obs-anna', 'obs-bram', 'said-by-bram'],
    );
    finds(
      'are its compartment',
      'Encounter',
      [{ kind: 'compartment', patientId: 'anna' }],
      ['visit-anna', 'part', 'part-of-part'],
    );
    test('of every type are one search', async (store) => {
      const types = ['Patient', 'Observation', 'Procedure', 'Encounter', 'Practitioner'];
      const { matches } = await store.page({ types, criteria: [{ kind: 'compartment', patientId: 'bram' }] });
      expect(named(matches)).toEqual([
        'Encounter/visit-bram',
        'Observation/obs-bram',
        'Patient/bram',
        'Procedure/talk-bram',
      ]);
    });
  });

  describe('a chain', () => {
    finds(
      'through the patient',
      'Observation',
      [chain(params.patient, 'Patient', token(params.gender, 'male'))],
      ['obs-bram'],
    );
    finds(
      'through the patient by a string',
      'Observation',
      [chain(params.patient, 'Patient', string(params.family, 'verzonnen a'))],
      ['obs-anna', 'said-by-bram'],
    );
    finds(
      'through another reference',
      'Observation',
      [chain(params.performer, 'Practitioner', string(params.practitionerName, 'bedacht'))],
      ['obs-anna', 'obs-bram'],
    );
    finds(
      'follows only its own parameter',
      'Observation',
      [chain(params.performer, 'Patient', token(params.gender, 'female'))],
      [],
    );
    finds(
      'may lead to several types',
      'Observation',
      [
        {
          kind: 'chain',
          param: params.performer,
          targets: [
            { type: 'Practitioner', criterion: string(params.practitionerName, 'bedacht') },
            { type: 'Patient', criterion: token(params.gender, 'male') },
          ],
        },
      ],
      ['obs-anna', 'obs-bram', 'said-by-bram'],
    );
    finds(
      'may be nested',
      'Observation',
      [
        chain(
          params.encounter,
          'Encounter',
          chain(params.reason, 'Procedure', token(params.code, '713603004')),
        ),
      ],
      ['obs-anna', 'obs-bram'],
    );
    finds(
      'is checked on the rows of a patient, through references with a base and a version',
      'Observation',
      [ofPatient(params.patient, 'anna'), chain(params.encounter, 'Encounter', token(params.class, 'AMB'))],
      ['obs-anna'],
    );
    finds(
      'through the patient is checked on rows at hand',
      'Observation',
      [ids('obs-anna', 'obs-bram'), chain(params.patient, 'Patient', token(params.gender, 'male'))],
      ['obs-bram'],
    );
    finds(
      'is checked on many rows',
      'Observation',
      [token(params.status, 'final'), chain(params.encounter, 'Encounter', token(params.class, 'AMB'))],
      ['obs-anna', 'obs-bram'],
    );
    finds(
      'to what does not meet the criterion finds nothing',
      'Observation',
      [chain(params.encounter, 'Encounter', token(params.class, 'IMP'))],
      [],
    );
  });

  describe('_has', () => {
    finds(
      'finds the patients of records',
      'Patient',
      [has(params.patient, token(params.status, 'preliminary'))],
      ['anna'],
    );
    finds(
      'finds by what another parameter refers to',
      'Patient',
      [has(params.performer, token(params.status, 'preliminary'))],
      ['bram'],
    );
    finds(
      'finds what belongs to no patient',
      'Practitioner',
      [has(params.performer, token(params.status, 'final'))],
      ['dokter'],
    );
    finds(
      'is checked on rows at hand',
      'Patient',
      [ids('anna', 'bram'), has(params.patient, token(params.status, 'preliminary'))],
      ['anna'],
    );
    finds(
      'by another parameter is checked on rows at hand',
      'Patient',
      [ids('anna', 'bram'), has(params.performer, token(params.status, 'preliminary'))],
      ['bram'],
    );
    finds(
      'may be nested',
      'Procedure',
      [has(params.reason, has(params.encounter, token(params.status, 'final')))],
      ['talk-anna', 'talk-bram'],
    );
    finds(
      'may lead into a chain',
      'Encounter',
      [
        has(
          params.encounter,
          chain(params.performer, 'Practitioner', string(params.practitionerName, 'bedacht')),
        ),
      ],
      ['visit-anna', 'visit-bram'],
    );
  });
});
