import type { FhirResource } from '@caecilia/fhir';
import {
  writeAffiliation,
  writeEndpoint,
  writeLocation,
  writeOrganization,
  writeProfessional,
  writeRole,
  writeService,
} from '@caecilia/network';
import { describe, expect, it } from 'vitest';
import { hasPzp, pzpValidator } from '../packages/validation/testing/corpora.ts';

const LINDE = 'Organization/linde';
const entries: readonly FhirResource[] = [
  writeOrganization({
    name: 'Hospice De Verzonnen Linde',
    type: 'hospice',
    identifiers: { agb: '01234567', ura: '00001234' },
    phone: '000-555 01 19',
    email: 'info@linde.example',
    street: 'Lindelaan 1',
    postalCode: '0000 AA',
    city: 'Nergens',
  }),
  writeProfessional({
    title: 'dr.',
    given: 'Vera',
    prefix: 'van der',
    family: 'Voorbeeld',
    identifiers: { agb: '01234567', big: '19012345601', uzi: '900012345' },
    phone: '000-555 01 20',
    email: 'vera@linde.example',
  }),
  writeRole({
    practitioner: 'Practitioner/vera',
    organization: LINDE,
    specialty: '30.000',
    words: 'verpleegkundige hospice',
    phone: '000-555 01 20',
    from: '2026-01-01',
    until: '2026-12-31',
  }),
  writeService({ name: 'Hospicezorg', type: 'hospice', providedBy: LINDE, comment: 'Zes bedden.' }),
  writeLocation({ name: 'Kamer 3', kind: 'bed', managedBy: LINDE, partOf: 'Location/site' }),
  writeAffiliation({
    organization: LINDE,
    participant: 'Organization/ward',
    role: 'network-member',
    from: '2026-01-01',
  }),
  writeEndpoint({
    name: 'FHIR',
    managedBy: LINDE,
    address: 'https://fhir.linde.example/r4',
    from: '2026-01-01',
  }),
].map((resource, index) => ({ ...resource, id: `entry-${String(index)}` }));

describe.skipIf(!hasPzp)(
  hasPzp
    ? 'an entry of the directory, against R4 and the nl-core profiles it claims'
    : 'skipped: the published profiles are not beside the repository',
  () => {
    it.each(entries.map((resource) => [resource.resourceType, resource] as const))(
      'has no error as %s',
      async (_type, resource) => {
        const validator = await pzpValidator('rc2');
        const errors = validator
          .validate(resource)
          .filter(({ severity }) => severity === 'error')
          .map(({ diagnostics, expression }) => `${diagnostics} ${expression.join()}`);
        expect(errors).toEqual([]);
      },
    );

    it('claims a profile where nl-core has one', () => {
      const claims = entries.flatMap(
        ({ meta }) => (meta as { profile?: string[] } | undefined)?.profile ?? [],
      );
      expect(claims).toEqual([
        'http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-Practitioner',
        'http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthProfessional-PractitionerRole',
      ]);
    });
  },
);
