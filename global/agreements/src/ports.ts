import type { OfficeRole, Register } from '@caecilia/kernel';
import type { ClosedDays } from './civil-day.ts';
import type { PartnerStanding } from './risk.ts';
import type { AgreementTables } from './schema.ts';

/** Somebody who works in the office, as this module needs to know them. */
export interface OfficePerson {
  readonly name: string;
  readonly roles: readonly OfficeRole[];
  /** Civil day on which they left. */
  readonly leftOn?: string | undefined;
}

/** What of an organisation this module needs to know. */
export interface KnownOrganisation {
  readonly name: string;
  readonly standing: PartnerStanding;
}

/** What the agreements need of the rest of the house; `apps/global` fills it. */
export interface AgreementPorts {
  readonly register: Register<AgreementTables>;
  person(id: string): Promise<OfficePerson | undefined>;
  /** Those that are there, by id. */
  organisations(ids: readonly string[]): Promise<ReadonlyMap<string, KnownOrganisation>>;
  /** Days on which the office is closed beside weekends. */
  readonly closed: ClosedDays;
}
