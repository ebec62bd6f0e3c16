import type { FhirResource } from '@caecilia/fhir';
import type { StoredVersion } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import type { OrganizationDraft, ProfessionalDraft, RoleDraft } from './entries.ts';
import { readEndpoint, readOrganization, readProfessional, readRole, readService } from './reading.ts';
import {
  endEntry,
  resumeEntry,
  writeEndpoint,
  writeOrganization,
  writeProfessional,
  writeRole,
  writeService,
} from './writing.ts';

const TODAY = '2026-11-23';
const kept = (resource: FhirResource): StoredVersion => ({
  type: resource.resourceType,
  id: 'x',
  versionId: 3,
  lastUpdated: '2026-11-20T10:00:00.000Z',
  deleted: false,
  method: 'PUT',
  content: JSON.stringify({ ...resource, id: 'x' }),
});
const entry = { id: 'x', versionId: 3, lastUpdated: '2026-11-20T10:00:00.000Z', active: true };

const hospice: OrganizationDraft = {
  name: 'Hospice De Verzonnen Linde',
  type: 'hospice',
  partOf: 'Organization/foundation',
  identifiers: { agb: '01234567', ura: '00001234' },
  phone: '000-555 01 19',
  email: 'info@linde.example',
  street: 'Lindelaan 1',
  postalCode: '0000 AA',
  city: 'Nergens',
};
const nurse: ProfessionalDraft = {
  given: 'Vera',
  prefix: 'van der',
  family: 'Voorbeeld',
  identifiers: { big: '19012345601' },
  phone: '000-555 01 20',
};
const role: RoleDraft = {
  practitioner: 'Practitioner/vera',
  organization: 'Organization/linde',
  specialty: '30.000',
  words: 'verpleegkundige hospice',
  from: '2026-01-01',
};

describe('an entry of the directory', () => {
  it('is read as it was written: an organisation', () => {
    expect(readOrganization(kept(writeOrganization(hospice)), TODAY)).toEqual({ ...entry, ...hospice });
  });

  it('is read as it was written: a professional, with prefix and family name apart', () => {
    expect(readProfessional(kept(writeProfessional(nurse)), TODAY)).toEqual({
      ...entry,
      ...nurse,
      name: 'Vera van der Voorbeeld',
    });
  });

  it('is read as it was written: a role, a service, an endpoint', () => {
    expect(readRole(kept(writeRole(role)), TODAY)).toEqual({ ...entry, ...role });
    const service = { name: 'Hospicezorg', type: 'hospice', providedBy: 'Organization/linde' } as const;
    expect(readService(kept(writeService(service)), TODAY)).toEqual({ ...entry, ...service });
    const endpoint = {
      name: 'FHIR',
      managedBy: 'Organization/linde',
      address: 'https://fhir.linde.example/r4',
      from: '2026-02-01',
      until: '2027-02-01',
    };
    expect(readEndpoint(kept(writeEndpoint(endpoint)), TODAY)).toEqual({ ...entry, ...endpoint });
  });

  it('keeps what the form does not know of when it is changed', () => {
    const foreign = { system: 'urn:other', value: '7' };
    const base: FhirResource = {
      ...writeOrganization(hospice),
      alias: ['De Linde'],
      identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/agb-z', value: '00000000' }, foreign],
      telecom: [
        { system: 'phone', value: '1', use: 'work' },
        { system: 'phone', value: '2', use: 'mobile' },
        { system: 'fax', value: '3' },
      ],
    };
    const changed = writeOrganization({ ...hospice, name: 'Hospice De Linde' }, base);
    expect(changed).toMatchObject({ name: 'Hospice De Linde', alias: ['De Linde'] });
    expect(changed.identifier).toEqual([
      { system: 'http://fhir.nl/fhir/NamingSystem/agb-z', value: '01234567' },
      { system: 'http://fhir.nl/fhir/NamingSystem/ura', value: '00001234' },
      foreign,
    ]);
    expect(changed.telecom).toEqual([
      { system: 'phone', value: '000-555 01 19', use: 'work' },
      { system: 'email', value: 'info@linde.example', use: 'work' },
      { system: 'phone', value: '2', use: 'mobile' },
      { system: 'fax', value: '3' },
    ]);
  });

  it('keeps a name that was not changed, with the name of the partner in it', () => {
    const name = {
      use: 'official',
      text: 'Vera Partner-van der Voorbeeld',
      family: 'Partner-van der Voorbeeld',
      _family: {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/humanname-own-prefix', valueString: 'van der' },
          { url: 'http://hl7.org/fhir/StructureDefinition/humanname-own-name', valueString: 'Voorbeeld' },
          { url: 'http://hl7.org/fhir/StructureDefinition/humanname-partner-name', valueString: 'Partner' },
        ],
      },
      given: ['Vera'],
    };
    const base: FhirResource = { resourceType: 'Practitioner', name: [name] };
    expect(writeProfessional({ ...nurse, phone: '000-555 01 21' }, base).name).toEqual([name]);
    expect(writeProfessional({ ...nurse, family: 'Nieuw' }, base).name).toMatchObject([
      { text: 'Vera van der Nieuw', family: 'van der Nieuw' },
    ]);
  });

  it('leaves out what is empty: FHIR has no empty elements', () => {
    const bare = writeOrganization({ name: 'Kaal', type: 'other', identifiers: {} });
    expect(Object.keys(bare).toSorted()).toEqual(['active', 'name', 'resourceType', 'type']);
  });
});

describe('the end of an entry', () => {
  const written = writeRole(role);

  it('keeps its start, gets a last day, and holds until that day has passed', () => {
    const ends = endEntry(written, '2026-12-31', TODAY);
    expect(ends.period).toEqual({ start: '2026-01-01', end: '2026-12-31' });
    expect(readRole(kept(ends), '2026-12-31').active).toBe(true);
    expect(readRole(kept(ends), '2027-01-01').active).toBe(false);
  });

  it('is at once where the last day is today or earlier', () => {
    expect(endEntry(written, TODAY, TODAY)).toMatchObject({ active: false, period: { end: TODAY } });
  });

  it('is a mark where FHIR has no period, and can be taken back', () => {
    const ended = endEntry(writeOrganization(hospice), TODAY, TODAY);
    expect(readOrganization(kept(ended), TODAY).active).toBe(false);
    expect(readOrganization(kept(resumeEntry(ended)), TODAY).active).toBe(true);
  });
});

describe('an entry that somebody else wrote', () => {
  it('is read as far as it goes', () => {
    const bare: FhirResource = { resourceType: 'Organization', partOf: { display: 'somewhere' }, type: 'x' };
    expect(readOrganization(kept(bare), TODAY)).toEqual({ ...entry, name: 'x', identifiers: {} });
  });

  it('is not in use before its first day', () => {
    expect(readRole(kept(writeRole({ ...role, from: '2027-01-01' })), TODAY).active).toBe(false);
  });
});
