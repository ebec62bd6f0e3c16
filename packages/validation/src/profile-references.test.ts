import { describe, expect, it } from 'vitest';
import {
  against,
  claim,
  extension,
  lines,
  observation,
  profile,
  validatorWith,
} from '../testing/profiles.ts';

describe('a reference of a profile', () => {
  const mine = profile('mine', 'Patient', [{ path: 'Patient.name', min: 1 }]);
  const tested = profile('tested', 'Observation', [
    { path: 'Observation.subject', type: [{ code: 'Reference', targetProfile: [mine.url] }] },
    {
      path: 'Observation.performer',
      type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Practitioner'] }],
    },
  ]);
  const validator = validatorWith([mine, tested]);
  const about = { ...claim(observation, tested.url), subject: { reference: 'Patient/1' } };
  const found = (target: Record<string, unknown> | undefined) =>
    lines(validator.validate(about, { resolve: () => target }));

  it('may only go to the types that the profile leaves', () => {
    expect(lines(validator.validate({ ...about, performer: [{ reference: 'Organization/1' }] }))).toEqual([
      expect.stringMatching(
        /^error at Observation.performer\[0\]: .*may not refer to a Organization; allowed: Practitioner/,
      ),
    ]);
  });

  it('goes to a resource that claims the profile, or conforms to it, as far as it is at hand', () => {
    expect(found(undefined)).toEqual([]);
    expect(found({ resourceType: 'Patient', meta: { profile: [mine.url] } })).toEqual([]);
    expect(found({ resourceType: 'Patient', name: [{ text: 'x' }] })).toEqual([]);
    expect(found({ resourceType: 'Patient' })).toEqual([
      expect.stringMatching(
        /^error at Observation.subject: .*conforms to none of http:\/\/example.org\/mine/,
      ),
    ]);
  });

  it('in a Bundle is followed within it', () => {
    const entry = (patient: object) => [
      {
        fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
        resource: { resourceType: 'Patient', ...patient },
      },
      { resource: { ...about, subject: { reference: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520' } } },
    ];
    const bundle = (patient: object) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: entry(patient),
    });
    expect(lines(validator.validate(bundle({ name: [{ text: 'x' }] })))).toEqual([]);
    expect(lines(validator.validate(bundle({})))).toEqual([
      expect.stringMatching(/^error at Bundle.entry\[1\].resource.subject/),
    ]);
  });
});

describe('an extension of a profile', () => {
  const note = extension('note', 'string');
  const check = against(
    'Observation',
    [
      {
        path: 'Observation.extension',
        sliceName: 'note',
        min: 1,
        max: '1',
        type: [{ code: 'Extension', profile: [note.url] }],
      },
    ],
    [note],
  );

  it('is counted and checked by its definition', () => {
    const one = { url: note.url, valueString: 'x' };
    expect(check({ ...observation, extension: [one] })).toEqual([]);
    expect(check(observation)).toEqual([expect.stringMatching(/extension must have note, and it is absent/)]);
    expect(
      check({ ...observation, extension: [{ url: 'http://example.org/other', valueString: 'x' }] }),
    ).toEqual([expect.stringMatching(/slice note is required/)]);
    expect(check({ ...observation, extension: [one, one] })).toEqual([
      expect.stringMatching(/slice note may occur at most 1 times, found 2/),
    ]);
    expect(check({ ...observation, extension: [{ url: note.url, valueCode: 'x' }] })).toContainEqual(
      expect.stringMatching(/may not have this type; allowed: string/),
    );
  });
});
