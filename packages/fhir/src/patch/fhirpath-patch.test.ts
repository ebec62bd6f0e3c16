import { describe, expect, it } from 'vitest';
import { model } from '../../testing/r4-model.ts';
import { parseJson, stringify } from '../json/json.ts';
import type { FhirResource } from '../resource.ts';
import { applyFhirPathPatch } from './fhirpath-patch.ts';
import { PatchError } from './patch-error.ts';

const patient: FhirResource = {
  resourceType: 'Patient',
  id: 'fictief',
  birthDate: '1950-02-03',
  _birthDate: { extension: [{ url: 'urn:time', valueDateTime: '1950-02-03T04:05:06Z' }] },
  identifier: [{ value: '1' }, { value: '2' }, { value: '3' }],
  name: [{ family: 'Voorbeeld', given: ['Aagje', 'Bo'], _given: [null, { id: 'bo' }] }],
  contact: [{ gender: 'female' }],
  deceasedBoolean: false,
};

type Part = Record<string, unknown>;

function operation(type: string, path: string, ...parts: Part[]): Part {
  return {
    name: 'operation',
    part: [{ name: 'type', valueCode: type }, { name: 'path', valueString: path }, ...parts],
  };
}

function value(content: Part): Part {
  return { name: 'value', ...content };
}

function patched(...operations: Part[]): FhirResource {
  return applyFhirPathPatch(patient, { resourceType: 'Parameters', parameter: operations }, model);
}

function failure(act: () => unknown): PatchError {
  try {
    act();
  } catch (error) {
    if (error instanceof PatchError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a FHIRPath patch', () => {
  it('leaves the resource it was given as it is, and applies operations in order', () => {
    const before = structuredClone(patient);
    const after = patched(
      operation('add', 'Patient', { name: 'name', valueString: 'gender' }, value({ valueCode: 'female' })),
      operation('replace', 'Patient.gender', value({ valueCode: 'other' })),
    );
    expect(after.gender).toBe('other');
    expect(patient).toEqual(before);
  });

  it('keeps the digits of numbers it does not touch', () => {
    const text = '{"resourceType":"Observation","status":"final","valueQuantity":{"value":70.50}}';
    const change = operation('replace', 'Observation.status', value({ valueCode: 'amended' }));
    const parameters = { resourceType: 'Parameters', parameter: [change] };
    const after = applyFhirPathPatch(parseJson(text) as FhirResource, parameters, model);
    expect(stringify(after)).toBe(text.replace('final', 'amended'));
  });

  it('is applied as a whole or not at all', () => {
    const error = failure(() =>
      patched(
        operation('delete', 'Patient.birthDate'),
        operation('replace', 'Patient.maritalStatus', value({ valueCodeableConcept: { text: 'x' } })),
      ),
    );
    expect(error).toMatchObject({ code: 'not-found', expression: 'Parameters.parameter[1].part[1]' });
    expect(patient.birthDate).toBe('1950-02-03');
  });
});

describe('add', () => {
  const add = (path: string, name: string, content: Part) =>
    patched(operation('add', path, { name: 'name', valueString: name }, value(content)));

  it('sets an element that is not there yet', () => {
    expect(add('Patient', 'maritalStatus', { valueCodeableConcept: { text: 'x' } }).maritalStatus).toEqual({
      text: 'x',
    });
    expect(add('Patient.contact[0]', 'period', { valuePeriod: { start: '2020' } }).contact).toEqual([
      { gender: 'female', period: { start: '2020' } },
    ]);
  });

  it('appends to a list, and begins one', () => {
    expect(add('Patient', 'identifier', { valueIdentifier: { value: '4' } }).identifier).toHaveLength(4);
    expect(add('Patient.name[0]', 'suffix', { valueString: 'sr' }).name).toMatchObject([{ suffix: ['sr'] }]);
    expect(add('Patient.name[0]', 'given', { valueString: 'C' }).name).toMatchObject([
      { given: ['Aagje', 'Bo', 'C'], _given: [null, { id: 'bo' }, null] },
    ]);
  });

  it('makes content without a type of its own from parts', () => {
    const part = [
      { name: 'name', valueHumanName: { text: 'een buur' } },
      { name: 'telecom', valueContactPoint: { value: '0' } },
      { name: 'telecom', valueContactPoint: { value: '1' } },
      { name: 'gender', valueCode: 'male' },
    ];
    expect(add('Patient', 'contact', { part }).contact).toEqual([
      { gender: 'female' },
      { name: { text: 'een buur' }, telecom: [{ value: '0' }, { value: '1' }], gender: 'male' },
    ]);
  });

  it('takes a choice element by its one name', () => {
    const observation = { resourceType: 'Observation', code: { text: 'x' } };
    const change = operation(
      'add',
      'Observation',
      { name: 'name', valueString: 'value' },
      value({ valueInteger: 3 }),
    );
    const after = applyFhirPathPatch(observation, { resourceType: 'Parameters', parameter: [change] }, model);
    expect(after).toEqual({ ...observation, valueInteger: 3 });
  });

  it('keeps a type of a choice that is a kind of another (url, which is a uri)', () => {
    const part = [
      { name: 'url', valueUri: 'urn:x' },
      { name: 'value', valueUrl: 'https://example.org' },
    ];
    expect(add('Patient', 'extension', { part }).extension).toEqual([
      { url: 'urn:x', valueUrl: 'https://example.org' },
    ]);
  });

  it('puts an extension beside a primitive, with or without earlier ones', () => {
    const extension = { url: 'urn:x', valueBoolean: true };
    const part = [
      { name: 'url', valueUri: 'urn:x' },
      { name: 'value', valueBoolean: true },
    ];
    expect(add('Patient.birthDate', 'extension', { part })._birthDate).toMatchObject({
      extension: [{ url: 'urn:time' }, extension],
    });
    expect(add('Patient.name[0].given[0]', 'extension', { part }).name).toMatchObject([
      { given: ['Aagje', 'Bo'], _given: [{ extension: [extension] }, { id: 'bo' }] },
    ]);
  });

  it('keeps the extension of a value that has nothing else', () => {
    const _valueCode = { extension: [{ url: 'urn:unknown', valueCode: 'unknown' }] };
    expect(add('Patient', 'gender', { _valueCode })).toMatchObject({ _gender: _valueCode });
  });

  it('is refused for what is there already, under any type of a choice', () => {
    expect(failure(() => add('Patient', 'birthDate', { valueDate: '1951' })).code).toBe('conflict');
    expect(failure(() => add('Patient', 'deceased', { valueDateTime: '2020' })).code).toBe('conflict');
  });

  it('is refused for a value of another type, for an unknown element, and where the path finds no single one', () => {
    expect(failure(() => add('Patient', 'gender', { valueBoolean: true })).code).toBe('value');
    expect(failure(() => add('Patient', 'maritalStatus', { valueString: 'x' })).message).toMatch(
      /CodeableConcept/,
    );
    expect(failure(() => add('Patient', 'gender', { valueCode: 1 })).code).toBe('value');
    expect(failure(() => add('Patient', 'colour', { valueString: 'x' })).code).toBe('invalid');
    expect(failure(() => add('Patient.identifier', 'use', { valueCode: 'old' })).code).toBe('not-found');
    expect(failure(() => add('Patient.contact[0]', 'gender', {})).code).toBe('value');
  });
});

describe('insert', () => {
  const insert = (path: string, index: number, content: Part) =>
    patched(operation('insert', path, { name: 'index', valueInteger: index }, value(content)));

  it('puts an item before the one at the index, or at the end', () => {
    const values = (at: number) =>
      (
        insert('Patient.identifier', at, { valueIdentifier: { value: 'x' } }).identifier as {
          value: string;
        }[]
      ).map((each) => each.value);
    expect(values(0)).toEqual(['x', '1', '2', '3']);
    expect(values(2)).toEqual(['1', '2', 'x', '3']);
    expect(values(3)).toEqual(['1', '2', '3', 'x']);
  });

  it('moves the extensions of primitives along', () => {
    expect(insert('Patient.name[0].given', 1, { valueString: 'X' }).name).toMatchObject([
      { given: ['Aagje', 'X', 'Bo'], _given: [null, null, { id: 'bo' }] },
    ]);
  });

  it('is refused beyond the end, and for a path that finds no whole list', () => {
    const identifier = { valueIdentifier: { value: 'x' } };
    expect(failure(() => insert('Patient.identifier', 4, identifier)).message).toMatch(/0 to 3/);
    expect(failure(() => insert('Patient.identifier[0]', 0, identifier)).code).toBe('not-found');
    expect(failure(() => insert('Patient.photo', 0, { valueAttachment: { title: 'x' } })).message).toMatch(
      /add begins/,
    );
    expect(failure(() => insert('Patient.birthDate', 0, { valueDate: '1950' })).code).toBe('not-found');
  });
});

describe('delete', () => {
  it('removes an element with its extensions, and does nothing where there is none', () => {
    const after = patched(operation('delete', 'Patient.birthDate'), operation('delete', 'Patient.gender'));
    expect(after).not.toHaveProperty('birthDate');
    expect(after).not.toHaveProperty('_birthDate');
  });

  it('removes one item of a list', () => {
    expect(patched(operation('delete', "Patient.identifier.where(value = '2')")).identifier).toEqual([
      { value: '1' },
      { value: '3' },
    ]);
    expect(patched(operation('delete', 'Patient.name[0].given[1]')).name).toEqual([
      { family: 'Voorbeeld', given: ['Aagje'] },
    ]);
    expect(patched(operation('delete', 'Patient.name[0]'))).not.toHaveProperty('name');
  });

  it('leaves no empty element behind', () => {
    expect(patched(operation('delete', 'Patient.contact[0].gender'))).not.toHaveProperty('contact');
    const after = patched(operation('delete', "Patient.birthDate.extension('urn:time')"));
    expect(after).not.toHaveProperty('_birthDate');
    expect(after.birthDate).toBe('1950-02-03');
  });

  it('is refused for several elements, and for the resource itself', () => {
    expect(failure(() => patched(operation('delete', 'Patient.identifier'))).code).toBe('not-found');
    expect(failure(() => patched(operation('delete', 'Patient'))).code).toBe('not-found');
    expect(failure(() => patched(operation('delete', "'Patient'"))).code).toBe('not-found');
  });
});

describe('replace', () => {
  it('replaces an element wherever it stands', () => {
    expect(patched(operation('replace', 'Patient.birthDate', value({ valueDate: '1951' })))).toMatchObject({
      birthDate: '1951',
    });
    expect(
      patched(operation('replace', 'Patient.name[0].given[1]', value({ valueString: 'X' }))).name,
    ).toEqual([{ family: 'Voorbeeld', given: ['Aagje', 'X'] }]);
    expect(
      patched(operation('replace', 'Patient.identifier[1]', value({ valueIdentifier: { value: 'x' } })))
        .identifier,
    ).toEqual([{ value: '1' }, { value: 'x' }, { value: '3' }]);
  });

  it('gives a choice element its new type', () => {
    const after = patched(operation('replace', 'Patient.deceased', value({ valueDateTime: '2024-05-06' })));
    expect(after).toMatchObject({ deceasedDateTime: '2024-05-06' });
    expect(after).not.toHaveProperty('deceasedBoolean');
    expect(
      failure(() => patched(operation('replace', 'Patient.deceased', value({ valueString: 'ja' })))).code,
    ).toBe('value');
  });
});

describe('move', () => {
  const move = (path: string, source: number, destination: number) =>
    patched(
      operation(
        'move',
        path,
        { name: 'source', valueInteger: source },
        { name: 'destination', valueInteger: destination },
      ),
    );

  it('moves one item within its list, its extensions with it', () => {
    expect(move('Patient.identifier', 0, 2).identifier).toEqual([
      { value: '2' },
      { value: '3' },
      { value: '1' },
    ]);
    expect(move('Patient.name[0].given', 1, 0).name).toMatchObject([
      { given: ['Bo', 'Aagje'], _given: [{ id: 'bo' }, null] },
    ]);
  });

  it('is refused beyond the list', () => {
    expect(failure(() => move('Patient.identifier', 0, 3)).message).toMatch(/0 to 2/);
  });
});

describe('a patch that is none', () => {
  it.each([
    [{ resourceType: 'Patient' }, 'Parameters'],
    [{ resourceType: 'Parameters' }, 'Parameters'],
    [{ resourceType: 'Parameters', parameter: [{ name: 'other' }] }, 'Parameters.parameter[0]'],
    [
      { resourceType: 'Parameters', parameter: [operation('alter', 'Patient')] },
      'Parameters.parameter[0].part[0]',
    ],
    [{ resourceType: 'Parameters', parameter: [operation('add', 'Patient')] }, 'Parameters.parameter[0]'],
    [{ resourceType: 'Parameters', parameter: [operation('delete', '')] }, 'Parameters.parameter[0].part[1]'],
    [
      { resourceType: 'Parameters', parameter: [operation('delete', 'Patient..')] },
      'Parameters.parameter[0].part[1]',
    ],
    [
      { resourceType: 'Parameters', parameter: [operation('delete', "Patient.id.matches('x')")] },
      'Parameters.parameter[0].part[1]',
    ],
    [
      {
        resourceType: 'Parameters',
        parameter: [operation('delete', 'Patient', { name: 'path', valueString: 'x' })],
      },
      'Parameters.parameter[0].part[2]',
    ],
  ])('is refused with its place: %j', (parameters, expression) => {
    const error = failure(() => applyFhirPathPatch(patient, parameters, model));
    expect(error).toMatchObject({ code: 'invalid', expression });
  });
});
