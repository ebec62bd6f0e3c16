import type { Criterion } from '@caecilia/fhir';
import { describe } from 'vitest';
import { FOUND_BY, identifier } from '../../testing/found-by.ts';
import { param } from '../../testing/handmade-store.ts';
import { onEachEngine } from '../../testing/handmade-suite.ts';

const family = param('Patient', 'family', 'string');
const url = param('ValueSet', 'url', 'uri');

onEachEngine(FOUND_BY, ({ finds }) => {
  describe('a string', () => {
    const named = (match: 'prefix' | 'exact' | 'contains', text: string): Criterion => ({
      kind: 'string',
      param: family,
      match,
      anyOf: [text],
    });
    finds('is found by its beginning, without case and accents', 'Patient', named('prefix', 'VAN DEN be'), [
      'zoe',
    ]);
    finds('is not found by its middle', 'Patient', named('prefix', 'den'), []);
    finds('is found by its middle with :contains', 'Patient', named('contains', 'BERG'), ['zoe', 'berg']);
    finds('with :exact needs the same case and accents', 'Patient', named('exact', 'BERG'), ['berg']);
    finds('with :exact is not folded', 'Patient', named('exact', 'berg'), []);
    finds('with :contains may end in a space', 'Patient', named('contains', 'AN '), ['zoe']);
    finds('that folds to nothing finds nothing', 'Patient', named('prefix', '´ '), []);
    finds('that holds what no text can hold finds nothing', 'Patient', named('contains', 'be\0rg'), []);
    finds('takes % and _ as they are', 'Patient', named('prefix', '%'), []);
    finds(
      'longer than the index orders by is still compared in full',
      'Patient',
      named('prefix', 'b'.repeat(300)),
      [],
    );
    finds(
      'is checked on the rows that another criterion finds',
      'Patient',
      [
        named('prefix', 'van'),
        { kind: 'token', param: identifier, anyOf: [{ code: '999911120' }], negated: false },
      ],
      ['zoe'],
    );
    finds(
      'that does not match leaves out what another criterion finds',
      'Patient',
      [
        named('contains', 'x'),
        { kind: 'token', param: identifier, anyOf: [{ code: '999911120' }], negated: false },
      ],
      [],
    );
  });

  describe('an address', () => {
    const at = (match: 'exact' | 'below' | 'above', uri: string): Criterion => ({
      kind: 'uri',
      param: url,
      match,
      anyOf: [uri],
    });
    finds('is found exactly', 'ValueSet', at('exact', 'http://example.org/fhir/ValueSet/a'), ['child']);
    finds('is found below what it begins with', 'ValueSet', at('below', 'http://example.org/fhir'), [
      'child',
      'sibling',
    ]);
    finds('is found below a path that ends in a slash', 'ValueSet', at('below', 'http://example.org/fhir/'), [
      'child',
    ]);
    finds(
      'is found above a longer one',
      'ValueSet',
      at('above', 'http://example.org/fhir/ValueSet/a/_history/5'),
      ['child'],
    );
    finds(
      'is not found above a path beside it',
      'ValueSet',
      at('above', 'http://example.org/fhir/ValueSet/ab'),
      [],
    );
  });

  describe('a canonical', () => {
    const questionnaire = param('QuestionnaireResponse', 'questionnaire', 'reference', {
      targets: ['Questionnaire'],
    });
    const to = (match: 'exact' | 'below' | 'above', version?: string): Criterion => ({
      kind: 'reference',
      param: questionnaire,
      match,
      anyOf: [{ url: 'http://example.org/q', ...(version === undefined ? {} : { version }) }],
      negated: false,
    });
    const both = ['versioned', 'unversioned'];
    finds('without a version finds every version', 'QuestionnaireResponse', to('exact'), both);
    finds('with a version finds that one', 'QuestionnaireResponse', to('exact', '1.2.3'), ['versioned']);
    finds('with another version finds nothing', 'QuestionnaireResponse', to('exact', '1.2'), []);
    finds('below a version finds what is more precise', 'QuestionnaireResponse', to('below', '1.2'), [
      'versioned',
    ]);
    finds('above a version finds what is less precise', 'QuestionnaireResponse', to('above', '1.2.3.4'), [
      'versioned',
    ]);
  });

  describe('a reference', () => {
    const focus = param('Task', 'focus', 'reference');
    const to = (value: { type?: string; id?: string; url?: string }, negated = false): Criterion => ({
      kind: 'reference',
      param: focus,
      match: 'exact',
      anyOf: [value],
      negated,
    });
    finds('is found by type and id', 'Task', to({ type: 'Procedure', id: 'p1' }), ['for-someone']);
    finds('is found by the id alone', 'Task', to({ id: 'p1' }), ['for-someone']);
    finds('to another type with that id is not found', 'Task', to({ type: 'Encounter', id: 'p1' }), []);
    finds(
      'is found by an address elsewhere',
      'Task',
      to({ url: 'http://elsewhere.example/fhir/Procedure/p1' }),
      ['for-someone'],
    );
    finds('is left out by :not', 'Task', to({ type: 'Procedure', id: 'p1' }, true), []);
  });
});
