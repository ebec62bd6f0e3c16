import { describe, expect, it } from 'vitest';
import { against, claim, lines, observation, profile, validatorWith } from '../testing/profiles.ts';

describe('a claimed profile', () => {
  it('that is not installed is a warning, and the base is checked all the same', () => {
    const validator = validatorWith([]);
    expect(
      lines(validator.validate(claim({ ...observation, status: 'nonsense' }, 'http://example.org/unknown'))),
    ).toEqual([
      expect.stringMatching(
        /^warning at Observation.meta.profile: The profile http:\/\/example.org\/unknown is not installed/,
      ),
      expect.stringMatching(/^error at Observation.status/),
    ]);
  });

  it('that was asked for and is not installed is an error', () => {
    const issues = validatorWith([]).validate(observation, { profiles: ['http://example.org/unknown'] });
    expect(lines(issues)).toEqual([expect.stringMatching(/^error .*not installed/)]);
    expect(issues[0]?.code).toBe('not-found');
  });

  it('for another type is an error', () => {
    const other = profile('other', 'Patient', []);
    expect(lines(validatorWith([other]).validate(claim(observation, other.url)))).toEqual([
      expect.stringMatching(/is for Patient, not for Observation/),
    ]);
  });

  it('may be asked for without being claimed', () => {
    const named = profile('named', 'Patient', [{ path: 'Patient.name', min: 1 }]);
    const validator = validatorWith([named]);
    expect(lines(validator.validate({ resourceType: 'Patient' }))).toEqual([]);
    expect(lines(validator.validate({ resourceType: 'Patient' }, { profiles: [named.url] }))).toHaveLength(1);
  });

  it('in a version means that version; without one the newest', () => {
    const versions = [
      { ...profile('p', 'Patient', [{ path: 'Patient.name', min: 1 }]), version: '1.0.0' },
      { ...profile('p', 'Patient', [{ path: 'Patient.gender', min: 1 }]), version: '1.10.0' },
      { ...profile('p', 'Patient', [{ path: 'Patient.photo', min: 1 }]), version: '1.9.0' },
    ];
    const validator = validatorWith(versions);
    const found = (url: string) => lines(validator.validate(claim({ resourceType: 'Patient' }, url)));
    expect(found('http://example.org/p|1.0.0')).toEqual([expect.stringMatching(/Patient.name is required/)]);
    expect(found('http://example.org/p')).toEqual([expect.stringMatching(/Patient.gender is required/)]);
    expect(validator.knows('http://example.org/p|1.9.0')).toBe(true);
    expect(validator.knows('http://example.org/p|2.0.0')).toBe(false);
  });

  it('stands on its base: a differential on a differential, and a break of either is found', () => {
    const base = profile('base', 'Observation', [{ path: 'Observation.method', min: 1 }]);
    const derived = {
      ...profile('derived', 'Observation', [{ path: 'Observation.note', max: '0' }]),
      baseDefinition: base.url,
    };
    const validator = validatorWith([base, derived]);
    expect(lines(validator.validate(claim({ ...observation, note: [{ text: 'x' }] }, derived.url)))).toEqual([
      expect.stringMatching(/note may not be used here/),
      expect.stringMatching(/method is required/),
    ]);
    expect(validator.problemOf(derived.url)).toBeUndefined();
  });

  it('without a snapshot and without its base cannot be used, and says what to do', () => {
    const orphan = { ...profile('orphan', 'Observation', []), baseDefinition: 'http://example.org/nowhere' };
    const validator = validatorWith([orphan]);
    expect(validator.knows(orphan.url)).toBe(false);
    expect(validator.problemOf(orphan.url)).toMatch(
      /no snapshot, and its base http:\/\/example.org\/nowhere is not installed; install the base/,
    );
    const circle = { ...orphan, baseDefinition: orphan.url };
    expect(validatorWith([circle]).knows(circle.url)).toBe(false);
  });

  it('can narrow its base and never loosen it, whatever its snapshot says', () => {
    const snapshot = {
      element: [
        { path: 'Observation' },
        { path: 'Observation.status', min: 0, max: '1' },
        { path: 'Observation.performer', max: '1' },
      ],
    };
    const loose = { ...profile('loose', 'Observation', []), snapshot };
    const found = (resource: object) => lines(validatorWith([loose]).validate(claim(resource, loose.url)));
    expect(found({ ...observation, status: undefined })).toEqual([
      expect.stringMatching(/status is required/),
    ]);
    expect(found({ ...observation, status: 'nonsense' })).toEqual([
      expect.stringMatching(/required binding/),
    ]);
    expect(found({ ...observation, valueString: 'x', dataAbsentReason: { text: 'y' } })).toEqual([
      expect.stringMatching(/obs-6/),
    ]);
    expect(found({ ...observation, performer: [{ display: 'a' }, { display: 'b' }] })).toEqual([
      expect.stringMatching(/at most 1 times, found 2/),
    ]);
  });

  it('is checked once where another claimed profile is derived from it', () => {
    const base = profile('base', 'Observation', [{ path: 'Observation.method', min: 1 }]);
    const derived = { ...profile('derived', 'Observation', []), baseDefinition: base.url };
    expect(
      lines(validatorWith([base, derived]).validate(claim(observation, base.url, derived.url))),
    ).toHaveLength(1);
  });
});

describe('a profile', () => {
  it('fixes a value, or a pattern that more may stand beside', () => {
    const fixed = against('Observation', [{ path: 'Observation.code', fixedCodeableConcept: { text: 'x' } }]);
    expect(fixed(observation)).toEqual([]);
    expect(fixed({ ...observation, code: { text: 'x', coding: [{ code: 'y' }] } })).toEqual([
      expect.stringMatching(/must be {"text":"x"} \(fixed value\)/),
    ]);
    const pattern = against('Observation', [
      { path: 'Observation.code', patternCodeableConcept: { coding: [{ code: 'y' }] } },
    ]);
    expect(
      pattern({ ...observation, code: { text: 'x', coding: [{ code: 'z' }, { code: 'y', display: 'Y' }] } }),
    ).toEqual([]);
    expect(pattern(observation)).toEqual([expect.stringMatching(/\(pattern\)/)]);
  });

  it('limits values and lengths', () => {
    const check = against('Observation', [
      { path: 'Observation.value[x]', type: [{ code: 'integer' }], minValueInteger: 0, maxValueInteger: 10 },
      { path: 'Observation.note.text', maxLength: 5 },
    ]);
    expect(check({ ...observation, valueInteger: 10, note: [{ text: '12345' }] })).toEqual([]);
    expect(check({ ...observation, valueInteger: 11 })).toEqual([
      expect.stringMatching(/may not be more than 10/),
    ]);
    expect(check({ ...observation, valueInteger: -1 })).toEqual([
      expect.stringMatching(/may not be less than 0/),
    ]);
    expect(check({ ...observation, note: [{ text: '123456' }] })).toEqual([
      expect.stringMatching(/at most 5 characters/),
    ]);
    expect(check({ ...observation, valueString: 'x' })).toEqual([
      expect.stringMatching(/may not have this type; allowed: integer/),
    ]);
  });

  it('reaches into data types and nested elements', () => {
    const check = against('Observation', [
      { path: 'Observation.component.code.coding', min: 1 },
      { path: 'Observation.component.code.coding.system', min: 1 },
    ]);
    expect(check(observation)).toEqual([]);
    expect(check({ ...observation, component: [{ code: { text: 'x' } }] })).toEqual([
      expect.stringMatching(/^error at Observation.component\[0\].code.coding/),
    ]);
    expect(check({ ...observation, component: [{ code: { coding: [{ code: 'x' }] } }] })).toEqual([
      expect.stringMatching(/^error at Observation.component\[0\].code.coding\[0\].system/),
    ]);
  });

  it('adds invariants of both weights', () => {
    const constraint = [
      { key: 'x-1', severity: 'error', human: 'A method is named', expression: 'method.exists()' },
      { key: 'x-2', severity: 'warning', human: 'A note is better', expression: 'note.exists()' },
    ];
    expect(against('Observation', [{ path: 'Observation', constraint }])(observation)).toEqual([
      'error at Observation: The rule x-1 is not kept: A method is named',
      'warning at Observation: The rule x-2 is not kept: A note is better',
    ]);
  });

  it('adds invariants to nested elements and primitives', () => {
    const check = against('Observation', [
      {
        path: 'Observation.component',
        constraint: [
          { key: 'c-1', severity: 'error', expression: 'value.exists() or %resource.note.exists()' },
        ],
      },
      {
        path: 'Observation.note.text',
        constraint: [{ key: 't-1', severity: 'error', expression: "$this.startsWith('ok')" }],
      },
    ]);
    const component = [{ code: { text: 'x' } }];
    expect(check({ ...observation, component })).toEqual([
      expect.stringMatching(/^error at Observation.component\[0\]: The rule c-1/),
    ]);
    expect(check({ ...observation, component, note: [{ text: 'ok then' }] })).toEqual([]);
    expect(check({ ...observation, note: [{ text: 'no' }] })).toEqual([
      expect.stringMatching(/^error at Observation.note\[0\].text: The rule t-1/),
    ]);
  });

  it('with a rule that cannot be worked out says so, and refuses nothing', () => {
    const constraint = [{ key: 'odd', severity: 'error', human: 'odd', expression: 'noSuchFunction()' }];
    expect(against('Observation', [{ path: 'Observation', constraint }])(observation)).toEqual([
      'warning at Observation: Whether the rule odd is kept could not be worked out: odd',
    ]);
  });

  it('names the profiles a data type must conform to: one, or any of several', () => {
    const usual = profile('usual', 'HumanName', [{ path: 'HumanName.use', min: 1, patternCode: 'usual' }]);
    const family = profile('family', 'HumanName', [{ path: 'HumanName.family', min: 1 }]);
    const names = (...profiles: string[]) =>
      against(
        'Patient',
        [{ path: 'Patient.name', type: [{ code: 'HumanName', profile: profiles }] }],
        [usual, family],
      );
    const patient = (name: object) => ({ resourceType: 'Patient', name: [name] });
    expect(names(usual.url)(patient({ use: 'usual' }))).toEqual([]);
    expect(names(usual.url)(patient({ use: 'old' }))).toEqual([
      expect.stringMatching(/^error at Patient.name\[0\].use/),
    ]);
    expect(names(usual.url, family.url)(patient({ family: 'V' }))).toEqual([]);
    expect(names(usual.url, family.url)(patient({ use: 'old' }))).toEqual([
      expect.stringMatching(/conforms to none of the profiles/),
    ]);
  });

  it('that binds an element anew leaves an extensible set and a greatest set of its base behind', () => {
    const binding = { strength: 'preferred', valueSet: 'http://example.org/set' };
    const check = against('Observation', [{ path: 'Observation.interpretation', binding }]);
    expect(
      check({ ...observation, interpretation: [{ coding: [{ system: 'urn:own', code: 'x' }] }] }),
    ).toEqual([]);
    const languages = against('Patient', [{ path: 'Patient.communication.language', binding }]);
    const language = { coding: [{ system: 'urn:oid:1.0.639.1', code: 'nl' }] };
    expect(languages({ resourceType: 'Patient', communication: [{ language }] })).toEqual([]);
    const unbound = against('Patient', []);
    expect(unbound({ resourceType: 'Patient', communication: [{ language }] })).toEqual([
      expect.stringMatching(/^warning at .*all-languages/),
    ]);
  });
});
