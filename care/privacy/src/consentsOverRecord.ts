import type { FhirResource, SearchQuery } from '@caecilia/fhir';
import {
  type AccessLog,
  type Caller,
  Problem,
  type RecordSession,
  type StoredVersion,
} from '@caecilia/kernel';
import { civilMinute } from '@caecilia/ui';

/** What consents over the record need from the house. */
export interface ConsentsOverRecord {
  /** The record as this caller may see and change it: the Consents and RelatedPersons of the patient they act for. */
  readonly session: (caller: Caller) => RecordSession;
  readonly readSearch: (
    types: readonly string[],
    pairs: readonly (readonly [name: string, value: string])[],
  ) => SearchQuery;
  readonly log: AccessLog;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** A Consent of scope `patient-privacy` with where it was read. */
export interface PrivacyConsent {
  readonly id: string;
  readonly versionId: number;
  readonly resource: FhirResource;
}

const SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';
const PAGE = '200';

type Element = Readonly<Record<string, unknown>>;

/** An object, or one without anything. */
export function elementOf(value: unknown): Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : {};
}

/** The objects of a list. */
export function elementsOf(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value.map(elementOf) : [];
}

/** Civil day now. */
export function todayOf({ now, timeZone }: ConsentsOverRecord): string {
  return civilMinute(now(), timeZone).slice(0, 10);
}

/** A resource of the store. */
export function resourceOf({ content }: StoredVersion): FhirResource {
  const element = elementOf(JSON.parse(content));
  if (typeof element.resourceType !== 'string')
    throw new Problem('exception', 'The record gave back something that is not a resource.');
  return { ...element, resourceType: element.resourceType };
}

/** The active permissions and objections of a patient. Throws where there are more than anybody gave. */
export async function privacyConsents(
  house: ConsentsOverRecord,
  caller: Caller,
  patientId: string,
): Promise<readonly PrivacyConsent[]> {
  const query = house.readSearch(
    ['Consent'],
    [
      ['patient', `Patient/${patientId}`],
      ['scope', `${SCOPES}|patient-privacy`],
      ['status', 'active'],
      ['_count', PAGE],
    ],
  );
  const page = await house.session(caller).search(query);
  if (page.next !== undefined)
    throw new Problem('too-costly', 'There are more permissions than one page shows.');
  return page.matches.map((version) => ({
    id: version.id,
    versionId: version.versionId,
    resource: resourceOf(version),
  }));
}

/** A permission or an objection, for one actor, as the access rule reads it. */
export function privacyConsent(
  patientId: string,
  provision: { readonly type: 'permit' | 'deny'; readonly actor: Element; readonly until?: string },
  at: string,
): FhirResource {
  const { type, actor, until } = provision;
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: SCOPES, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' }] }],
    patient: { reference: `Patient/${patientId}` },
    dateTime: at,
    policyRule: { text: 'Toestemming van de patiënt' },
    provision: {
      type,
      ...(until === undefined ? {} : { period: { end: until } }),
      actor: [actor],
    },
  };
}

/** Writes the line, then changes; a change that fails leaves a line that says so. */
export async function changeConsents(
  { log, session }: ConsentsOverRecord,
  caller: Caller,
  patient: string,
  changes: readonly {
    readonly resource: FhirResource;
    readonly of?: Pick<PrivacyConsent, 'id' | 'versionId'>;
  }[],
): Promise<void> {
  const line = { event: 'consent-change', action: 'U', caller, patient } as const;
  await log.write({ ...line, outcome: 0 });
  try {
    await session(caller).transaction(async (transaction) => {
      await transaction.write(
        changes.map(({ resource, of }) =>
          of
            ? { kind: 'update', id: of.id, ifMatch: of.versionId, resource: { ...resource, id: of.id } }
            : { kind: 'create', resource },
        ),
      );
    });
  } catch (error) {
    await log.write({ ...line, outcome: 8, detail: 'not saved' });
    throw error;
  }
}

/** The same Consent, no longer in force. It stays to be read. */
export function withdrawn({ id, versionId, resource }: PrivacyConsent) {
  return { of: { id, versionId }, resource: { ...resource, status: 'inactive' } };
}
