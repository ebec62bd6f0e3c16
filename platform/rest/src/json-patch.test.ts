import { ExactNumber, type FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { applyJsonPatch } from './json-patch.ts';
import { refusalOf } from './testing/refusal.ts';

const observation = (): FhirResource => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'preliminary',
  note: [{ text: 'first' }, { text: 'second' }],
  valueQuantity: { value: new ExactNumber('1.10'), unit: 'mg' },
});

describe('a JSON Patch', () => {
  it('adds, replaces, removes, moves and copies', () => {
    const patched = applyJsonPatch(observation(), [
      { op: 'test', path: '/status', value: 'preliminary' },
      { op: 'replace', path: '/status', value: 'final' },
      { op: 'add', path: '/note/-', value: { text: 'third' } },
      { op: 'remove', path: '/note/0' },
      { op: 'copy', from: '/note/0', path: '/note/2' },
      { op: 'move', from: '/valueQuantity/unit', path: '/valueQuantity/code' },
    ]);
    expect(patched).toEqual({
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      note: [{ text: 'second' }, { text: 'third' }, { text: 'second' }],
      valueQuantity: { value: new ExactNumber('1.10'), code: 'mg' },
    });
  });

  it('keeps the digits of decimals it does not touch, of those it moves and of those it brings', () => {
    const patched = applyJsonPatch(observation(), [
      { op: 'copy', from: '/valueQuantity', path: '/copy' },
      { op: 'add', path: '/new', value: new ExactNumber('2.50') },
    ]);
    expect(JSON.stringify(patched)).toContain('"copy":{"value":1.10,"unit":"mg"},"new":2.50');
  });

  it('tests numbers by value and not by digits', () => {
    const test = (value: unknown) =>
      applyJsonPatch(observation(), [{ op: 'test', path: '/valueQuantity/value', value }]);
    expect(() => test(1.1)).not.toThrow();
    expect(() => test(new ExactNumber('1.100'))).not.toThrow();
    expect(refusalOf(() => test(1.2))).toMatchObject({ status: 422 });
    expect(refusalOf(() => test('1.10'))).toMatchObject({ status: 422 });
  });

  it('leaves the resource it was given as it was', () => {
    const before = observation();
    applyJsonPatch(before, [{ op: 'remove', path: '/note/0' }]);
    expect(before).toEqual(observation());
  });

  it.each([
    [{ op: 'replace', path: '/absent', value: 1 }],
    [{ op: 'remove', path: '/note/2' }],
    [{ op: 'replace', path: '/note/length', value: 0 }],
    [{ op: 'remove', path: '/toString' }],
    [{ op: 'replace', path: '/note/-', value: {} }],
    [{ op: 'add', path: '/note/01', value: {} }],
    [{ op: 'add', path: '/__proto__', value: { polluted: true } }],
    [{ op: 'add', path: '/constructor/prototype', value: 1 }],
    [{ op: 'move', from: '/note', path: '/note/0' }],
    [{ op: 'copy', from: '/nowhere', path: '/here' }],
    [{ op: 'remove', path: '' }],
  ])('that does not fit is refused with 422: %j', (operation) => {
    expect(refusalOf(() => applyJsonPatch(observation(), [operation]))).toMatchObject({
      status: 422,
      issues: [{ expression: ['[0]'] }],
    });
  });

  it.each([
    [{}],
    ['remove'],
    [[{ op: 'increase', path: '/a' }]],
    [[{ op: 'add', path: '/a' }]],
    [[{ op: 'add', value: 1 }]],
    [[{ op: 'copy', path: '/a' }]],
    [[{ op: 'remove', path: 'status' }]],
    [[null]],
  ])('that is none is refused with 400: %j', (patch) => {
    expect(refusalOf(() => applyJsonPatch(observation(), patch))).toMatchObject({ status: 400 });
  });

  it('may not change what the resource is', () => {
    for (const [path, value] of [
      ['/id', 'o2'],
      ['/resourceType', 'Patient'],
    ]) {
      expect(refusalOf(() => applyJsonPatch(observation(), [{ op: 'replace', path, value }]))).toMatchObject({
        status: 400,
      });
    }
  });
});
