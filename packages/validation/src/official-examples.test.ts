import { hasShared } from '@caecilia/fhir/testing';
import { describe, expect, it } from 'vitest';
import { mutationKinds, mutationRow, officialAcceptance } from '../testing/figures.ts';

describe.skipIf(!hasShared('data/fhir-r4/examples.tgz'))(
  'the official R4 examples (test data beside the repository)',
  () => {
    it('are accepted, all 712 of them', () => {
      expect(officialAcceptance()).toMatchObject({ tried: 712, failed: [] });
    });

    it.each(mutationKinds)('are refused with $kind, wherever it is put', (kind) => {
      const { tried, failed } = mutationRow(kind);
      expect(tried).toBeGreaterThan(15);
      expect(failed).toEqual([]);
    });
  },
);
