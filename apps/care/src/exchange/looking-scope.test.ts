import { policyFaults } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { composeLanguage } from '../language.ts';
import { packsInUse } from '../packs.ts';
import { lookingPolicy, RECIPIENT } from './looking-scope.ts';

const packs = await packsInUse({ listPacks: async () => [] });
const { definitions } = composeLanguage(
  packs.map(({ pack }) => pack),
  { baseUrl: '', now: () => new Date(), keeps: () => true },
);
const versions = [...new Set(definitions.namedQueries.map(({ pack }) => pack.version))];
const policyOf = (version: string, ground: 'treatment' | 'permission') =>
  lookingPolicy(
    definitions.namedQueries.filter(({ pack }) => pack.version === version),
    ground,
  );

describe('what may be looked at of a hand-over', () => {
  it('is a policy without faults for every installed version of the standard', () => {
    expect(versions.length).toBeGreaterThan(1);
    for (const version of versions)
      for (const ground of ['treatment', 'permission'] as const)
        expect(policyFaults(policyOf(version, ground))).toEqual([]);
  });

  it('is what the queries ask for by their own criteria, to read, and nothing else of the record', () => {
    for (const version of versions) {
      const { rows } = policyOf(version, 'treatment');
      const types = (type: string) => rows.filter((row) => row.types.includes(type));
      expect(types('Consent').map(({ where }) => where?.includes('scope='))).toEqual([true, true]);
      expect(types('Observation').every(({ where }) => where?.startsWith('code='))).toBe(true);
      // Who looks by the documented queries of beta3 alone would read a registration as not discussed.
      expect(types('Observation').some(({ where }) => where?.includes('570801000146104'))).toBe(true);
      expect(types('Goal')).toHaveLength(1);
      for (const type of [
        'QuestionnaireResponse',
        'Task',
        'CarePlan',
        'Condition',
        'MedicationRequest',
        'Provenance',
      ])
        expect(types(type)).toEqual([]);
      expect(
        rows
          .flatMap(({ may }) => may)
          .every((each) => ['read', 'search-type', 'search-system', 'include'].includes(each)),
      ).toBe(true);
      expect(rows.every(({ roles }) => roles.join() === RECIPIENT)).toBe(true);
    }
  });

  it('needs the permission of the patient for all that belongs to a patient, where that is its ground', () => {
    for (const version of versions) {
      const { rows } = policyOf(version, 'permission');
      const [shared, ...ofPatients] = rows;
      expect(shared?.through).toEqual(['shared']);
      expect(ofPatients.every((row) => row.needsPermission && row.through.join() === 'permission')).toBe(
        true,
      );
    }
  });
});
