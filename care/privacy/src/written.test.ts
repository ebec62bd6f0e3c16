import type { FhirResource } from '@caecilia/fhir';
import { r4Validator } from '@caecilia/validation/testing';
import { describe, expect, it } from 'vitest';
import { INFORMATION_RECIPIENT, privacyConsent, without } from './consentsOverRecord.ts';
import { patientStatement } from './retention/index.ts';

const AT = '2026-11-22T10:00:00.000Z';
const actorNamed = (reference: string) => ({
  role: { coding: [INFORMATION_RECIPIENT] },
  reference: { reference },
});
const errorsOf = (resource: FhirResource) =>
  r4Validator.validate(resource).filter(({ severity }) => severity === 'error');

describe('what a patient says about their record', () => {
  it.each(['permit', 'deny'] as const)(
    'is a valid Consent: %s, for a time, and when it was taken back',
    (type) => {
      const given = privacyConsent(
        'anna',
        { type, actor: actorNamed('RelatedPerson/husband'), until: '2027-01-01' },
        AT,
      );
      const { resource } = without({ id: 'c', versionId: 1, resource: given }, () => true);
      expect(resource.status).toBe('inactive');
      for (const each of [given, resource]) expect(errorsOf(each)).toEqual([]);
    },
  );

  it('is a valid Communication as a statement of their own, also by who represents them', () => {
    for (const more of [{}, { sender: 'RelatedPerson/sister', about: 'Observation/o' }])
      expect(
        errorsOf(patientStatement({ patient: 'anna', words: 'Zo was het niet.', at: AT, ...more })),
      ).toEqual([]);
  });
});
