import { describe, expect, it } from 'vitest';
import { against, extension, observation, profile } from '../testing/profiles.ts';
import { coding, SYSTEM, sliced } from '../testing/slices.ts';

describe('slices told apart by profile', () => {
  const official = profile('official-name', 'HumanName', [
    { path: 'HumanName.family', min: 1 },
    { path: 'HumanName.use', min: 1, fixedCode: 'official' },
  ]);
  const calling = profile('calling-name', 'HumanName', [
    { path: 'HumanName.use', min: 1, fixedCode: 'usual' },
  ]);

  it('take the items that conform to it', () => {
    const check = against(
      'Patient',
      [
        sliced('Patient.name', 'profile', '$this'),
        {
          path: 'Patient.name',
          sliceName: 'official',
          min: 1,
          type: [{ code: 'HumanName', profile: [official.url] }],
        },
        {
          path: 'Patient.name',
          sliceName: 'calling',
          max: '1',
          type: [{ code: 'HumanName', profile: [calling.url] }],
        },
      ],
      [official, calling],
    );
    const patient = { resourceType: 'Patient' };
    expect(
      check({
        ...patient,
        name: [
          { use: 'official', family: 'Voorbeeld' },
          { use: 'usual', text: 'V' },
        ],
      }),
    ).toEqual([]);
    expect(check({ ...patient, name: [{ use: 'official', text: 'Voorbeeld' }] })).toEqual([
      expect.stringMatching(/slice official is required/),
    ]);
    expect(
      check({ ...patient, name: [{ use: 'official', family: 'V' }, { use: 'usual' }, { use: 'usual' }] }),
    ).toEqual([expect.stringMatching(/slice calling may occur at most 1/)]);
  });

  it('of a target go by what the target claims, and by its type where it is not at hand', () => {
    const mine = profile('my-practitioner', 'Practitioner', []);
    const other = profile('other-practitioner', 'Practitioner', []);
    const element = [
      sliced('Observation.performer', 'profile', 'resolve()'),
      {
        path: 'Observation.performer',
        sliceName: 'mine',
        min: 1,
        type: [{ code: 'Reference', targetProfile: [mine.url] }],
      },
    ];
    const check = against('Observation', element, [mine, other]);
    const resource = { ...observation, performer: [{ reference: 'Practitioner/1' }] };
    const practitioner = (url: string) => () => ({
      resourceType: 'Practitioner',
      id: '1',
      meta: { profile: [url] },
    });
    expect(check(resource)).toEqual([]);
    expect(check({ ...observation, performer: [{ reference: 'Patient/1' }] })).toEqual([
      expect.stringMatching(/slice mine is required/),
    ]);
    expect(check(resource, practitioner(mine.url))).toEqual([]);
    expect(check(resource, practitioner(other.url))).toEqual([
      expect.stringMatching(/slice mine is required/),
    ]);
  });
});

describe('slices in slices', () => {
  const check = against('Observation', [
    sliced('Observation.category', 'value', 'coding.system'),
    {
      path: 'Observation.category',
      sliceName: 'ours',
      slicing: { discriminator: [{ type: 'value', path: 'coding.code' }], rules: 'closed' },
    },
    { path: 'Observation.category.coding', min: 1 },
    { path: 'Observation.category.coding.system', min: 1, fixedUri: SYSTEM },
    { path: 'Observation.category', sliceName: 'ours/a', max: '1' },
    { path: 'Observation.category.coding.code', min: 1, fixedCode: 'a' },
  ]);

  it('cut the slice further and leave the rest alone', () => {
    const other = { coding: [{ system: 'http://example.org/other', code: 'z' }] };
    expect(check({ ...observation, category: [coding('a'), other, other] })).toEqual([]);
    expect(check({ ...observation, category: [coding('a'), coding('a')] })).toEqual([
      expect.stringMatching(/slice ours\/a may occur at most 1/),
    ]);
    expect(check({ ...observation, category: [coding('z')] })).toEqual([
      expect.stringMatching(/fits none of the slices ours\/a/),
    ]);
  });
});

describe('slices by extension', () => {
  const kind = extension('kind', 'code');
  const check = against(
    'Patient',
    [
      sliced('Patient.telecom', 'value', `extension('${kind.url}').value`),
      { path: 'Patient.telecom', sliceName: 'home', max: '1' },
      sliced('Patient.telecom.extension', 'value', 'url'),
      {
        path: 'Patient.telecom.extension',
        sliceName: 'kind',
        min: 1,
        type: [{ code: 'Extension', profile: [kind.url] }],
      },
      { path: 'Patient.telecom.extension.value[x]', patternCode: 'home' },
    ],
    [kind],
  );

  it('are recognised by the value of the extension', () => {
    const telecom = (valueCode: string) => ({
      system: 'phone',
      value: '030',
      extension: [{ url: kind.url, valueCode }],
    });
    expect(
      check({ resourceType: 'Patient', telecom: [telecom('home'), telecom('work'), telecom('work')] }),
    ).toEqual([]);
    expect(check({ resourceType: 'Patient', telecom: [telecom('home'), telecom('home')] })).toEqual([
      expect.stringMatching(/slice home may occur at most 1/),
    ]);
  });

  it('hold for extensions of a primitive too', () => {
    const named = against(
      'Patient',
      [
        sliced('Patient.birthDate.extension', 'value', 'url'),
        {
          path: 'Patient.birthDate.extension',
          sliceName: 'kind',
          min: 1,
          type: [{ code: 'Extension', profile: [kind.url] }],
        },
      ],
      [kind],
    );
    expect(
      named({
        resourceType: 'Patient',
        birthDate: '1961',
        _birthDate: { extension: [{ url: kind.url, valueCode: 'x' }] },
      }),
    ).toEqual([]);
    expect(
      named({ resourceType: 'Patient', _birthDate: { extension: [{ url: kind.url, valueString: 'x' }] } }),
    ).toContainEqual(expect.stringMatching(/^error at Patient.birthDate.extension\[0\]/));
  });
});
