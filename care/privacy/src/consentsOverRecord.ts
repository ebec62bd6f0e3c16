import { type Element, elementOf, elementsOf, type FhirResource, type SearchQuery } from '@caecilia/fhir';
import {
  type AccessLog,
  type Caller,
  CONSENT_SCOPES,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';

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
  /** A FHIR Period as the access rule reads it, as instants; undefined where it reads none, and lets nobody in. */
  readonly spanOf: (period: unknown) => Span | undefined;
}

/** From and until as instants; an end that is absent is open. */
export interface Span {
  readonly starts?: string;
  readonly ends?: string;
}

/** A Consent of scope `patient-privacy` with where it was read. */
export interface PrivacyConsent {
  readonly id: string;
  readonly versionId: number;
  readonly resource: FhirResource;
}

const PAGE = '200';

/** The part of an actor whom a permission lets look: an information recipient. */
export const INFORMATION_RECIPIENT = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  code: 'IRCP',
};

/** Whether a span has ended at this moment, as the access rule sees it: at its end it is over. */
export function hasEnded({ ends }: Span, now: Date): boolean {
  return ends !== undefined && ends <= now.toISOString();
}

/** Whether a span holds at this moment. */
export function holdsNow(span: Span, now: Date): boolean {
  return !hasEnded(span, now) && (span.starts === undefined || span.starts <= now.toISOString());
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
      ['scope', `${CONSENT_SCOPES}|patient-privacy`],
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
    scope: { coding: [{ system: CONSENT_SCOPES, code: 'patient-privacy' }] },
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

/** The Consent without the actors that are meant. Where nobody is left it is no longer in force, and stays to be read. */
export function without(
  { id, versionId, resource }: PrivacyConsent,
  isMeant: (actor: Element) => boolean,
): { readonly of: Pick<PrivacyConsent, 'id' | 'versionId'>; readonly resource: FhirResource } {
  const provision = elementOf(resource.provision);
  const actor = elementsOf(provision.actor).filter((each) => !isMeant(each));
  const rest = actor.length === 0 ? { status: 'inactive' } : { provision: { ...provision, actor } };
  return { of: { id, versionId }, resource: { ...resource, ...rest } };
}
