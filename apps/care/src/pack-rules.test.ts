import { r4Definitions } from '@caecilia/definitions';
import { createModel, type Pack } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { refuseUnfollowedPatterns } from './pack-rules.ts';

const model = createModel(r4Definitions());

const packWith = (expression: string): Pick<Pack, 'profiles'> => ({
  profiles: [
    {
      resourceType: 'StructureDefinition',
      url: 'http://example.org/StructureDefinition/made-up',
      name: 'MadeUp',
      kind: 'resource',
      abstract: false,
      type: 'Patient',
      derivation: 'constraint',
      snapshot: {
        element: [
          {
            id: 'Patient',
            path: 'Patient',
            constraint: [{ key: 'made-1', severity: 'error', human: 'made up', expression }],
          },
        ],
      },
    },
  ],
});

describe('a pack that is installed', () => {
  it.each(["name.family.matches('(?=x)y')", "id.replaceMatches('(a)\\\\1', '').exists()"])(
    'is refused with the rule whose pattern cannot be followed: %s',
    (expression) => {
      expect(() => refuseUnfollowedPatterns(packWith(expression), model)).toThrow(
        /rule made-1 of http:\/\/example\.org\/StructureDefinition\/made-up/,
      );
    },
  );

  it.each([
    "id.matches('^(a+)+$')",
    "name.family.matches('[A-Z]([A-Za-z0-9_]){0,254}')",
    'name.exists()',
    'name.frist()',
  ])('is taken with what can be followed, or has no pattern: %s', (expression) => {
    expect(() => refuseUnfollowedPatterns(packWith(expression), model)).not.toThrow();
  });
});
