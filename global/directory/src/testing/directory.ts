import type { OfficeCaller, OfficeRole, Register } from '@caecilia/kernel';
import { readRorRecord } from '@caecilia/matching';
import { testRegister } from '@caecilia/register/testing';
import { columnsFromRor } from '../registry/from-ror.ts';
import { DIRECTORY_STEPS } from '../schema.ts';
import type { DirectoryTables, OrganisationRow, PartnerRow, PersonRow } from '../tables.ts';
import { type Invented, inventedRecord } from './invented.ts';

/** Somebody of an office that there is not. */
export const someone = (name: string, ...roles: OfficeRole[]): OfficeCaller => ({
  id: `00000000-0000-4000-8000-${name.length.toString().padStart(4, '0')}${Buffer.from(name).toString('hex').padEnd(8, '0').slice(0, 8)}`,
  name,
  roles,
});

export const OFFICER = someone('Olga Officer', 'officer');

/** A register with the tables of the directory and nothing in them. */
export async function testDirectory(now?: () => Date) {
  const opened = await testRegister(
    [{ name: 'directory', steps: DIRECTORY_STEPS }],
    now === undefined ? {} : { now },
  );
  const register = opened.of<DirectoryTables>();
  return { opened, register, ...inventing(register) };
}

export function inventing(register: Register<DirectoryTables>) {
  return {
    /** An organisation as a registry has it. */
    fromRor: (n: number, wanted: Invented = {}): Promise<OrganisationRow> =>
      register.change(OFFICER, 'ROR release v0', (change) =>
        change.insert('organisation', {
          ...columnsFromRor(readRorRecord(inventedRecord(n, wanted)), 'v0'),
          own_names: [],
          own_ids: [],
          merged_into: null,
        }),
      ),
    /** An organisation that somebody entered. */
    byHand: (name: string, more: Partial<OrganisationRow> = {}): Promise<OrganisationRow> =>
      register.change(OFFICER, 'entered by hand', (change) =>
        change.insert('organisation', { ...BY_HAND, name, ...more }),
      ),
    partner: (organisation: string, more: Partial<PartnerRow> = {}): Promise<PartnerRow> =>
      register.change(OFFICER, 'a new partner', (change) =>
        change.insert('partner', { ...PARTNER, organisation_id: organisation, ...more }),
      ),
    person: (family: string, more: Partial<PersonRow> = {}): Promise<PersonRow> =>
      register.change(OFFICER, 'a contact', (change) =>
        change.insert('person', {
          ...PERSON,
          family,
          name_key: `${family.toLowerCase()} invented`,
          emails: [`${family.toLowerCase()}@iu.example`],
          ...more,
        }),
      ),
  };
}

const PERSON = {
  given: 'Invented',
  prefix: null,
  orcid: null,
  languages: [],
  bio: {},
  consents: [],
  keep_until: null,
  classes: {},
  erased_at: null,
  merged_into: null,
};

const BY_HAND = {
  ror: null,
  status: 'active' as const,
  names: [],
  own_names: [],
  types: [],
  country: null,
  city: null,
  places: [],
  ids: [],
  own_ids: [],
  links: [],
  domains: [],
  established: null,
  relations: [],
  successor_ror: null,
  source: 'by hand',
  source_release: null,
  registry_modified: null,
  registry_digest: null,
  merged_into: null,
};

const PARTNER = {
  tier: 'active' as const,
  owner: null,
  backup_owner: null,
  focus_country: false,
  note: {},
  public_summary: {},
  last_contact: null,
  classes: {},
};
